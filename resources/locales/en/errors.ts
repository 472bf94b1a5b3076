// One sentence for what happened and one for what to do next, for every code of contract/errors.ts.
// Parameters stand at the end of a sentence wherever possible, so that it reads well where one is empty. Each is named
// as where the error is thrown. No technical causes here: those go to the log.

import type { ErrorCode } from "../../../contract/errors.ts";

export const errors = {
  "input-invalid": {
    message: "What was asked for is not valid: {{field}} ({{detail}})",
    fix: "Correct the value that is named and try again.",
  },
  "time-unreadable": {
    message: "This is not a time that can be read: “{{text}}”",
    fix: "Write it as 2021-11-12 14:03:05, as 2021-11-12T14:03:05.250+08:00, or as milliseconds since 1970.",
  },
  "time-nonexistent": {
    message: "The clocks were put forward then, so this local time never was: “{{text}}” ({{timezone}})",
    fix: "Give the time with its offset, such as 2021-11-12T14:03:05+08:00.",
  },
  "time-ambiguous": {
    message: "The clocks were put back then, so this local time was twice: “{{text}}” ({{timezone}})",
    fix: "Give the time with its offset, such as 2021-11-12T14:03:05+08:00, to say which of the two is meant.",
  },
  "timezone-unknown": {
    message: "This time zone is not known: “{{timezone}}”",
    fix: "Use a name such as Asia/Shanghai or UTC, or an offset such as +08:00.",
  },
  "path-missing": {
    message: "There is no such file or folder: {{path}}",
    fix: "Check the spelling, and that the disk is connected.",
  },
  "camera-unknown": {
    message: "The library has no such camera: “{{cameraId}}”",
    fix: "Look up the camera’s id in the list of cameras, or import the camera list first.",
  },
  "case-unknown": {
    message: "The library has no such case: “{{number}}”",
    fix: "Look up the number in the list of cases, or create the case first.",
  },
  "case-number-taken": {
    message: "Another case already has this number: “{{number}}”",
    fix: "Open that case, or choose another number.",
  },
  "case-has-no-pins": {
    message: "The case has no pins, so there is no footage to hand over.",
    fix: "Pin at least one clip to the case, then export it.",
  },
  "pin-unknown": {
    message: "There is no such pin: “{{pinId}}”",
    fix: "Look up the pin in its case; it may have been taken off it.",
  },
  "exhibit-unknown": {
    message: "The case has no such exhibit: “{{exhibitId}}”",
    fix: "Look up the exhibit in its case, or add it first.",
  },
  "observation-unknown": {
    message: "There is no such observation: “{{observationId}}”",
    fix: "Look up the observation in its case.",
  },
  "observation-superseded": {
    message: "This observation was corrected already; the newer one is {{nextId}}.",
    fix: "Correct the newer one.",
  },
  "observation-withdrawn": {
    message: "This observation was withdrawn.",
    fix: "Put it back first, or make a new one.",
  },
  "subject-unknown": {
    message: "There is no such person or vehicle: “{{subjectId}}”",
    fix: "Look up the list in the case.",
  },
  "subject-label-taken": {
    message: "“{{label}}” is the label of another person or vehicle of this case.",
    fix: "Choose a label that tells them apart.",
  },
  "fact-unknown": {
    message: "There is no such fact: “{{factId}}”",
    fix: "Look up the fact in its case.",
  },
  "section-unknown": {
    message: "There is no such section of the story: “{{sectionId}}”",
    fix: "Look up the sections in the case.",
  },
  "facts-file-unreadable": {
    message: "This is no table of facts: {{detail}}",
    fix: "Save it as CSV with a heading line; a column “text” is needed, “from” and “source” are useful.",
  },
  "facts-file-is-workbook": {
    message: "This is a workbook, not a CSV file.",
    fix: "Open it in a spreadsheet and save the sheet as CSV, then choose that file.",
  },
  "moment-without-time": {
    message: "It has no time that could be put in order.",
    fix: "Give it a time first; a rough one with its uncertainty will do.",
  },
  "statement-unknown": {
    message: "There is no such statement: “{{statementId}}”",
    fix: "Look up the statement in its case.",
  },
  "file-unknown": {
    message: "The library has no such footage file: “{{fileId}}”",
    fix: "Look it up in the list of files; if it is missing there, index its folder again.",
  },
  "file-not-in-library": {
    message: "The library has no such file: {{path}}",
    fix: "Name files by their number or path as `files` lists them, or a folder; index it first.",
  },
  "frame-outside-file": {
    message: "The file is shorter than the place in it that was named ({{mediaMs}} ms): {{path}}",
    fix: "Name a place inside the file; 0 is its first frame.",
  },
  "job-unknown": {
    message: "There is no such job: “{{jobId}}”",
    fix: "Start the work again.",
  },
  "epoch-unknown": {
    message: "The camera’s clock has no such stretch.",
    fix: "Read the camera’s clock again and choose one of the stretches that it shows.",
  },
  "reading-unknown": {
    message: "There is no such clock reading: “{{readingId}}”",
    fix: "Look up the reading’s id with the clock of its camera; it may have been removed already.",
  },
  "intake-unknown": {
    message: "There is no such intake sheet: {{intakeId}}",
    fix: "List the sheets with `intake list`.",
  },
  "area-unknown": {
    message: "There is no such blind area: {{areaId}}",
    fix: "Read the list of marked areas again; it may have been taken off.",
  },
  "area-outline-unusable": {
    message: "These corners are no outline of an area ({{reason}}).",
    fix: "Give at least three corners around the area, in order, so that no two sides cross.",
  },
  "tiles-unknown": {
    message: "There is no such file of map tiles: {{sourceId}}",
    fix: "Choose the file again on the map, under “Plan”.",
  },
  "tiles-unreadable": {
    message: "This is no file of map tiles that can be read: {{path}}",
    fix: "Choose a PMTiles (version 3) or MBTiles file with pictures (PNG, JPEG, WebP) or vector tiles.",
  },
  "plan-unknown": {
    message: "There is no such site plan, or its picture is gone from the library’s folder: {{planId}}",
    fix: "Add the picture again on the map, under “Plan”.",
  },
  "plan-picture-unreadable": {
    message: "This is not a picture that can be shown: PNG, JPEG and WebP are.",
    fix: "Open it in another program and save it as PNG.",
  },
  "plan-picture-too-large": {
    message: "The picture is too large: {{widthPx}} × {{heightPx}} pixels.",
    fix: "Make it smaller: at most 16,384 pixels a side, 64 million pixels and 40 MB.",
  },
  "plan-points-unusable": {
    message: "These points cannot lay the plan on the ground ({{reason}}).",
    fix: "Choose two or three points that lie far apart and not in one line, and the same ones on the plan and on the map.",
  },
  "root-unknown": {
    message: "No footage of this library lies in {{path}}.",
    fix: "See the folders it was read from: quayline roots list, or “Where footage lies” in the library’s menu.",
  },
  "watch-unknown": {
    message: "This folder is not watched any more.",
    fix: "Watch it again where a folder is added.",
  },
  "folder-inside-itself": {
    message: "{{path}} is the folder where the footage lies already.",
    fix: "Name the folder where it lies now.",
  },
  "clock-reading-twice": {
    message: "There is already a reading of this clock for the same camera time.",
    fix: "Remove the other reading first, or enter this one as the start of a new epoch if the clock was set in between.",
  },
  "clock-rate-refused": {
    message: "With this reading the clock would run at an impossible rate: {{rate}} true seconds for each of its own seconds",
    fix: "Check both times for a typing error. If the clock was set or jumped between the readings, enter this one as the start of a new epoch.",
  },
  "cameras-file-unreadable": {
    message: "The camera list cannot be read: {{detail}}",
    fix: "Save it as CSV in UTF-8 with a header line that has the column id, or as GeoJSON with points, and import it again.",
  },
  "patterns-file-invalid": {
    message: "The library's pattern file cannot be used: {{path}} {{where}} {{detail}}",
    fix: "Correct patterns.json at that place, or take the file away; docs/patterns.md shows how it is written. Nothing was indexed.",
  },
  "pattern-expression-invalid": {
    message: "The expression of the pattern {{name}} cannot be read: {{detail}}",
    fix: "Correct it in patterns.json. Expressions follow RE2: no back references, no looking ahead or behind.",
  },
  "pattern-groups-wrong": {
    message: "The pattern {{name}} does not say when a file starts, or has a group that nobody knows: {{group}}",
    fix: "Name the groups as one of these, and `epoch` only with the basis epoch: {{wanted}}",
  },
  "pattern-name-taken": {
    message: "There is already a pattern of the name {{name}}.",
    fix: "Give the entry in patterns.json another name.",
  },
  "bundle-not-found": {
    message: "There is no evidence bundle here: {{path}}",
    fix: "Name the bundle’s folder or its .zip file.",
  },
  "bundle-not-a-bag": {
    message: "This is not an evidence bundle: {{path}}",
    fix: "Name the folder that holds bagit.txt, or the .zip file of the bundle.",
  },
  "passphrase-missing": {
    message: "The bundle is encrypted, and its passphrase was not given or is not the right one.",
    fix: "Ask the person who handed over the bundle for its passphrase, and enter it.",
  },
  "library-busy": {
    message: "Another process is writing to this library: {{path}}",
    fix: "Wait until it is done or close it, then try again. Reading is possible meanwhile.",
  },
  "library-read-only": {
    message: "This library can only be read: nothing can be written to the folder where it lies, {{path}} ({{reason}}).",
    fix: "To change something, copy the whole folder {{path}} to a disk that can be written, and open the copy by its new place (--library FOLDER).",
  },
  "library-not-found": {
    message: "There is no library here: {{path}}",
    fix: "Choose the right folder, or make a library there first.",
  },
  "library-newer": {
    message: "This library was made by a newer version of Quayline (format {{version}}; this version reads up to {{supported}}).",
    fix: "Install the newer version. The library was not changed.",
  },
  "library-damaged": {
    message: "The library’s database is damaged: {{path}}",
    fix: "Make a copy of the whole folder, do not delete anything, and restore the latest backup. The footage itself is not affected.",
  },
  "library-on-network": {
    message: "A library cannot lie on a network drive: {{path}}",
    fix: "Choose a folder on a disk of this computer. The footage itself may stay on the network.",
  },
  "library-not-empty": {
    message: "This library already holds footage, so the sample case was not put into it.",
    fix: "Open the sample case in a new, empty library.",
  },
  "actor-unknown": {
    message: "Nobody has said who is acting.",
    fix: "Enter your name first: the custody log records who did what.",
  },
  "tie-clock-unread": {
    message: "The clock of camera {{cameraId}} was never read, so it cannot tell the time to another one.",
    fix: "Read that clock first, or choose a camera whose clock was read.",
  },
  "tie-circular": {
    message: "The clock of camera {{cameraId}} was itself set right by this camera: it knows nothing that this one does not.",
    fix: "Choose a camera whose clock was read by other means.",
  },
  "no-footage-there": {
    message: "This camera has no footage at that time.",
    fix: "See when it has footage in its coverage, and choose a time inside it.",
  },
  "target-exists": {
    message: "There is already something with this name: {{path}}",
    fix: "Choose another name or folder. Nothing was overwritten.",
  },
  "job-not-running": {
    message: "This job is not running any more.",
    fix: "Look at its result, or start it again.",
  },
  "change-none": { message: "There is nothing to undo or redo here.", fix: "Changes of a case are undone with that case open (--case); those of clocks, cameras and files always." },
  "change-not-there": { message: "That change cannot be taken now: it was undone, done again or replaced meanwhile.", fix: "Look at the history again: it shows what can be undone now." },
  "change-needed": { message: "“{{title}}” cannot be taken back alone: “{{byTitle}}” was done to the same thing after it.", fix: "Undo that one first." },
  "change-overtaken": { message: "“{{title}}” reads differently than after this change: something else changed it since.", fix: "Change it by hand, so that nothing newer is lost." },
  "folder-not-the-same": {
    message: "Nothing in {{to}} is the footage that the library knows from {{from}} ({{files}} files compared).",
    fix: "Nothing was changed. Choose the folder whose inside looks like the old one; to add other footage, add it as new.",
  },
  "disk-full": {
    message: "The disk is full: {{path}}",
    fix: "Free some space or choose another disk, then run it again; finished work is kept.",
  },
  "library-copy-no-room": {
    message: "To read this library where nothing can be written, its database must first be copied to this computer, and {{path}} has no room for that: {{neededMb}} MB are needed, {{freeMb}} MB are free.",
    fix: "Free some space there (or name a roomier folder in TMPDIR, on Windows in TEMP), or copy the whole folder {{library}} to a disk that can be written and open the copy.",
  },
  "folder-not-writable": {
    message: "Nothing can be written to this folder: {{path}}",
    fix: "Choose a folder that you may write to.",
  },
  "ffmpeg-missing": {
    message: "FFmpeg, which reads the footage, was not found on this computer, or does not start.",
    fix: "Install Quayline again, or install FFmpeg and name it in QUAYLINE_FFMPEG.",
  },
  "ffmpeg-failed": {
    message: "FFmpeg could not do its work: {{detail}}",
    fix: "Try again. If it fails again, check the file in another player and report it.",
  },
  "source-offline": {
    message: "The footage is not within reach now: {{path}}",
    fix: "Connect the disk or the network drive that holds it, then try again.",
  },
  "worker-died": {
    message: "A part of the program ended unexpectedly; nothing that was saved is lost.",
    fix: "Try again. If it happens again, restart the program and check the free memory.",
  },
  "worker-silent": {
    message: "A part of the program gave no answer for too long and was ended; nothing that was saved is lost.",
    fix: "Try again. If it happens again, check the disk or the network drive.",
  },
  "file-unreadable": {
    message: "This file cannot be read: {{path}}",
    fix: "Copy it again from the recorder, and look for the reason among the file’s problems.",
  },
  "frame-unreadable": {
    message: "The picture at that time cannot be decoded: {{path}}",
    fix: "Choose a time a few seconds earlier or later, and check the file for damage.",
  },
  "proxy-failed": {
    message: "No playable copy could be made of this file: {{path}}",
    fix: "Check the file for damage. The original was not changed and can still be pinned and handed over.",
  },
  "original-changed": {
    message: "An original is no longer the file that was indexed: {{path}}",
    fix: "Find out who changed it and restore the original from the recorder or a copy. Do not export before that is cleared up.",
  },
  "export-verification-failed": {
    message: "What was written does not agree with the originals, so the bundle was not kept: {{path}}",
    fix: "Check the target disk for faults and export again, to another disk if possible.",
  },
  "custody-broken": {
    message: "The custody log’s chain is broken from entry {{number}} on: an entry was changed, removed or moved.",
    fix: "Make a copy of the library as it is, and have it examined. Compare the log with the last bundle that was handed over.",
  },
  cancelled: {
    message: "Cancelled.",
    fix: "Run it again when you wish; finished work is kept.",
  },
  internal: {
    message: "Something went wrong that should not: {{message}}",
    fix: "Try again. If it happens again, report it together with this sentence.",
  },
} as const satisfies Record<ErrorCode, { readonly message: string; readonly fix: string }>;
