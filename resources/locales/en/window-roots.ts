// Words of the window for where footage lies: the folders it was read from, re-pointing them, watching for new files.

export const windowRoots = {
  roots: {
    open: "Where footage lies…", title: "Where footage lies",
    what: "The folders that footage was read from. Coverage, pins and times stay, also while a disk is away.",
    none: "No folder has been read yet.",
    files_one: "{{count}} file", files_other: "{{count}} files",
    online: "there", offline: "offline since {{since}}",
    move: "It is now here…", moveTitle: "The folder where {{path}} is now",
    moving: "The files there are being compared; how far it is stands in the jobs.",
    whole: "When a folder is elsewhere now, compare every file whole, not only a sample",
    moved: "{{moved}} of {{found}} files are now at {{to}}.",
    notMoved_one: "{{count}} file is not there or is another one; it stays where it was:", notMoved_other: "{{count}} files are not there or are others; they stay where they were:",
    "missing-there": "not there", "differs-there": "another file lies there", "known-there": "already in the library as another file",
    watched: "Watched for new files", watchNone: "No folder is watched. A watched folder takes up new files by itself, once they have stopped growing.",
    watch: "Watch this folder", watchOther: "Watch a folder…", watchTitle: "Choose the folders to watch for new files", unwatch: "Stop watching", again: "Watch again",
    state: { watching: "watching", reading: "reading new files", offline: "offline since {{since}}", ended: "stopped by a failure; the jobs say why" },
    taken_one: "{{count}} file taken up", taken_other: "{{count}} files taken up",
    waiting_one: "{{count}} still growing", waiting_other: "{{count}} still growing",
    last: "Last: {{file}}, {{at}}",
    offerWatch: "{{folder}} is being read. Is it still being copied to?",
    isWatched: "{{folder}} is watched: new files come by themselves.",
  },
} as const;
