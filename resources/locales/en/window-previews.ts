// Words of the window for stored frames: pictures kept beside the library so that one is there at once under the pointer.

export const windowPreviews = {
  previews: {
    open: "Stored frames…",
    title: "Stored frames",
    why: "While nothing else runs, a frame is stored every so often, so that hovering and scrubbing show a picture at once. Each tells its own time; the exact frame follows. Originals are never changed.",
    every: "One frame each", off: "None are made", seconds_one: "{{count}} second", seconds_other: "{{count}} seconds",
    everyHint: "Cameras have frames that can be decoded alone only every few seconds: less than that gives no more. What is stored already stays as it is.",
    limit: "At most", limitHint: "Where it is reached no more are made.",
    held_one: "{{made}} of {{count}} file gone through, {{bytes}} in all.", held_other: "{{made}} of {{count}} files gone through, {{bytes}} in all.",
    full: "The limit is reached. Raise it, or remove what is stored.",
    remove: "Remove all stored frames", removed: "Removed: {{bytes}}.",
    keep: "Keep",
  },
} as const;
