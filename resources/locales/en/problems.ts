// What can be wrong with one footage file or one row of a camera list: a sentence and what to do, for every code of
// contract/problems.ts. A problem stands beside its file's name, so the sentences do not repeat the path.

import type { ProblemCode } from "../../../contract/problems.ts";

export const problems = {
  "not-video": {
    message: "This file is no video.",
    fix: "Nothing to do if it is a picture, a list or a program of the recorder. If it should be footage, copy it again from the recorder.",
  },
  "file-empty": {
    message: "The file is empty (0 bytes).",
    fix: "Copy it again from the recorder.",
  },
  "no-moov": {
    message: "The MP4 file has no index (no moov atom): recording or copying broke off before it was finished.",
    fix: "Copy it again from the recorder. If it is the same there, have the recording repaired by a laboratory, on a copy.",
  },
  "container-unreadable": {
    message: "The format cannot be read: it is damaged, encrypted or unknown.",
    fix: "Play it in the vendor's own player. If it plays there, export it again in a standard format and keep this original as well.",
  },
  "no-video-track": {
    message: "The file holds no pictures, only sound or data.",
    fix: "Nothing to do if only sound was recorded. Otherwise copy it again from the recorder.",
  },
  "cannot-open": {
    message: "The file cannot be opened: access is denied, or the disk reports an error.",
    fix: "Check your rights to the file and the health of the disk, then index it again.",
  },
  "not-a-regular-file": {
    message: "This is not an ordinary file (a device, a pipe or a socket), so it was not opened.",
    fix: "Nothing to do, unless footage was expected here: then copy it as an ordinary file.",
  },
  "link-outside": {
    message: "This link leads out of the folder that was indexed, so it was not followed.",
    fix: "Index the folder that the link leads to, if it holds footage of the case.",
  },
  "read-timeout": {
    message: "Reading the file did not get on and was given up: the disk did not answer, or the file's structure leads nowhere.",
    fix: "Check the disk or the network drive, then index it again. If only this file does it, copy it again from the recorder.",
  },
  "changed-while-reading": {
    message: "The file changed while it was being read, so what is known of it may not fit it any more.",
    fix: "Wait until nothing writes to it any more, then index it again.",
  },
  "missing-now": {
    message: "The file was there when it was indexed and is missing now.",
    fix: "Connect the disk or restore the file from a copy, then index it again. What was known of it is kept.",
  },
  "still-being-written": {
    message: "Something is still writing to the file; what it held until now was read.",
    fix: "Index it again when the recording or the copying is finished.",
  },
  "time-unknown": {
    message: "Nothing says when this was recorded, so the file has no place on the timeline.",
    fix: "Read the time burnt into the picture or ask whoever copied the footage, and enter the start by hand.",
  },
  "time-guessed": {
    message: "The time of this file is a guess from a weak source: its $t(common:timeSource.{{source}}).",
    fix: "Compare it with the time burnt into the picture before relying on it.",
  },
  "time-sources-disagree": {
    message: "The sources of this file's time contradict each other: {{first}} is used, {{second}} lies {{apartS}} s from it.",
    fix: "Look at the file's time sources and compare them with the time burnt into the picture. Where they lie whole hours apart, check the camera's time zone.",
  },
  "time-nonexistent": {
    message: "The file's local time never was: the clocks were put forward then.",
    fix: "Check the camera's time zone, or index it with the right one.",
  },
  "time-ambiguous": {
    message: "The file's local time was twice: the clocks were put back then. The earlier one was taken.",
    fix: "Compare it with the files before and after it, and check the camera's time zone.",
  },
  "duration-disagrees": {
    message: "The length by its $t(common:timeSource.{{claimedBy}}) is {{claimedS}} s, by its $t(common:timeSource.{{used}}) {{foundS}} s; the latter is used.",
    fix: "Rely on the footage that is really there. Ask for another copy if the missing part matters.",
  },
  truncated: {
    message: "The file breaks off: the end of the footage is missing or damaged.",
    fix: "Copy it again from the recorder if the missing part matters. What is there can be used.",
  },
  "size-disagrees": {
    message: "The recorder's name says {{namedBytes}} bytes, but the file has {{foundBytes}}: it was cut short, or made anew under the same name.",
    fix: "Compare it with the recorder's own, and copy it again from there if the missing part matters.",
  },
  "pictures-damaged": {
    message: "Pictures in {{stretches}} stretches cannot be decoded, {{damagedS}} s in all, between {{fromS}} s and {{toS}} s of the file. They count as gaps.",
    fix: "Copy the file again from the recorder and compare; look at the stretches in the vendor's player before relying on them.",
  },
  "timestamps-jump": {
    message: "The clock inside the file jumps (times: {{count}}, the first by {{seconds}} s); what was recorded after the jump was placed directly behind what was recorded before it.",
    fix: "Compare the time burnt into the picture before and after the jump. The later part may belong elsewhere.",
  },
  "bytes-skipped": {
    message: "{{bytes}} bytes of the file, before, between or behind the frames, were passed over: they are no footage, or belong to another file that was joined to this one.",
    fix: "Look at the gaps of this file. If the missing part matters, copy it again from the recorder; files that were joined, each by itself.",
  },
  "frame-rate-assumed": {
    message: "Nothing in the file says for sure how fast it was recorded; times inside it rest on an assumed {{framesPerSecond}} frames a second.",
    fix: "Count frames against the clock burnt into the picture before relying on times inside this file.",
  },
  "fields-unpaired": {
    message: "The pictures of this file are sent as two fields each, and which two belong together could not be told: every field counts as a frame, so there may be twice as many frames, and twice the frame rate, as there are pictures.",
    fix: "Take two steps for one picture, and do not rely on the number of frames. Copy the file again from the recorder if it is damaged.",
  },
  "camera-provisional": {
    message: "No camera claims this file, so a provisional one was made for its folder.",
    fix: "Name the camera, or import a camera list whose match column covers this path.",
  },
  "camera-column-invalid": {
    message: "A value in the camera list is not valid, so its row was left out: row {{row}}, column {{column}}",
    fix: "Correct the value in the list and import it again.",
  },
  "sidecar-unreadable": {
    message: "{{sidecar}} beside this file could not be read, so the times in it are not used.",
    fix: "Nothing if the name says the time; else open it with a text editor and enter the start by hand.",
  },
  "duplicate-content": {
    message: "The same content is in the library under another path; it counts once.",
    fix: "Nothing to do. Both paths stay listed.",
  },
  "poster-failed": {
    message: "No still picture could be made of this file.",
    fix: "Nothing to do if the file plays. Otherwise check it for damage.",
  },
} as const satisfies Record<ProblemCode, { readonly message: string; readonly fix: string }>;
