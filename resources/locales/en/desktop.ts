// Words of the desktop around the window: the application menu and the system's own dialogs.

export const desktop = {
  title: "Quayline 港迹",
  menu: {
    file: "&File",
    quit: "Quit",
    closeWindow: "Close window",
    edit: "&Edit",
    undo: "Undo",
    redo: "Redo",
    cut: "Cut",
    copy: "Copy",
    paste: "Paste",
    selectAll: "Select all",
    view: "&View",
    actualSize: "Actual size",
    larger: "Larger",
    smaller: "Smaller",
    fullScreen: "Full screen",
    reload: "Reload",
    developerTools: "Developer tools",
  },
  failure: {
    title: "Quayline cannot open its window",
    message: "A part of the program is missing or damaged:\n{{detail}}\n\nInstall Quayline again. Nothing in your library is affected.",
  },
} as const;
