// Words of the window for undo, redo and the history of changes.

export const windowHistory = {
  history: {
    button: "Undo",
    redoButton: "Redo",
    nothing: "Nothing to undo",
    nothingToRedo: "Nothing to redo",
    undo: "Undo: {{what}}",
    redo: "Redo: {{what}}",
    undone: "Undone: {{what}}",
    redone: "Redone: {{what}}",
    byOther: "{{what}} (by {{name}})",
    open: "History",
    title: "History of changes",
    teach: "Everything that is done to a case can be taken back here, also after a restart. Nothing is erased: undoing is an act of its own, and the custody log keeps both.",
    empty: "Nothing has been changed yet.",
    ofLibrary: "Library",
    ofCase: "This case",
    state_done: "done",
    state_undone: "undone",
    state_dropped: "undone for good",
    undoneBy: "undone by {{name}}, {{at}}",
    undoThis: "Undo this: {{what}}",
    redoThis: "Redo this: {{what}}",
    more: "Earlier ones",
    /** Said at once after an act whose effect may be out of sight. */
    done: {
      "pin-removed": "“{{title}}” was taken off the case. The log keeps both.",
      "reading-added": "The clock of {{title}} is corrected; its footage and pins have moved with it.",
      "reading-removed": "A clock reading of {{title}} was removed; its footage and pins have moved. The log keeps both.",
      "exhibit-retired": "The exhibit “{{title}}” was taken off the case. Its observations stay in the log.",
      "observation-withdrawn": "The observation of “{{title}}” was withdrawn. It stays in the log.",
      "files-assigned": "The files now belong to the camera {{title}}.",
    },
  },
} as const;
