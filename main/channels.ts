// The names of the channels between preload and main; nobody else knows them.

export const CHANNELS = {
  call: "quayline:call",
  cancel: "quayline:cancel",
  event: "quayline:event",
  engineState: "quayline:engine-state",
  engineStateChanged: "quayline:engine-state-changed",
  loaded: "quayline:loaded",
  lang: "quayline:lang",
  chooseFolders: "quayline:choose-folders",
  chooseFiles: "quayline:choose-files",
  chooseNewFolder: "quayline:choose-new-folder",
  saveText: "quayline:save-text",
  readChosenText: "quayline:read-chosen-text",
  readChosenBytes: "quayline:read-chosen-bytes",
  showInFolder: "quayline:show-in-folder",
  openPath: "quayline:open-path",
} as const;
