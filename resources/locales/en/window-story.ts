// Words of the window for the account of the case.

export const windowStory = {
  story: {
    title: "Account",
    add: "Section",
    teach: "Write what happened, section by section. Cite pins, observations, statements, facts and exhibits by the button or by typing [[; their times stay live.",
    heading: "Heading", text: "Text", textHint: "[[ cites something of the case. Ctrl+Enter is done.",
    cite: "Cite…", kind: { pin: "Pin", observation: "Observation", statement: "Statement", fact: "Fact", exhibit: "Exhibit" },
    untitled: "Without a heading",
    edit: "Edit “{{title}}”", remove: "Take “{{title}}” out", up: "Move “{{title}}” up", down: "Move “{{title}}” down",
    done: "Done", drop: "Drop the draft", citable: "What can be cited", nothing: "Nothing on the case fits.",
    gone: "{{token}}: no longer on the case", saved: "Saved {{at}}", unsaved: "Not saved yet; kept as a draft on this computer",
    recovered: "A draft that was not saved is still here. It is open below.",
    changedSince: "This section has been changed since the draft was begun. Saving puts the draft in its place; undo brings the other back.",
  },
} as const;
