// Words of the command line for where footage lies: roots, re-pointing them, watching folders.

export const cliRoots = {
  commands: {
    "roots list": "Lists the folders that footage was read from, and whether they are there.",
    "proxies make": "Makes playable copies of files that no browser plays, and says where they are.",
    "roots move": "Says that a folder OLD is now at NEW: compares the files there and gives those that are the same their new path.",
  },
  options: {
    watch: "go on watching the folders and take up new files once they stop growing; Ctrl-C ends it",
    settle: "with --watch: how long a file must look the same before it is taken up (default 5)",
    moveWhole: "compares every file whole, not only a sample of 20",
  },
  results: {
    noRoots: "No folder has been read yet.",
    fileAway: "disk away",
    rootAway: "{{path}} is not there since {{since}} (files: {{count}}). Connect the disk, or say where it is now: roots move OLD NEW.",
    copyReady: "{{path}}: the playable copy is {{copyPath}}", copyNeedless: "{{path}} plays as it is",
    copyImpossible: "{{path}} gives no pictures to play", copyFailed: "{{path}}: {{reason}}",
    rootOnline: "there", rootOffline: "offline since {{since}}",
    watched: "Watched for {{elapsed}}: new files taken up {{rounds}} times, the folder away {{outages}} times.",
    filesMoved: "{{moved}} of these were known from a path that is gone, and keep all that was noted on them.",
    moved: "{{from}} is now {{to}}: {{moved}} of {{found}} files re-pointed ({{proved}} proved by their whole SHA-256, {{compared}} by size and both ends, {{unproved}} by size alone). Missing: {{missing}}, different: {{different}}.",
    "missing-there": "not there: {{there}}",
    "differs-there": "another file lies there ({{what}}): {{there}}",
    "known-there": "the library has that path already as another file: {{there}}",
  },
  notes: {
    watching: "Watching. New files are taken up once they have stopped growing. Ctrl-C ends it and tells what was taken.",
  },
} as const;
