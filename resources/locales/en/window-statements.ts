// Words of the window for statements and what the footage says of them.

export const windowStatements = {
  statements: {
    title: "Statements",
    add: "Statement",
    teach: "What people said, word for word, beside what the footage shows: confirmed, contradicted, or not observable.",
    speaker: "Who said it", kind: "What it is",
    words: "In their words", made: "When it was said", from: "Speaks of, from", to: "Speaks of, to",
    orderBad: "The time it speaks of ends before it begins.",
    speaksOf: "Speaks of", madeAt: "Said", noTime: "No time named",
    edit: "Edit the statement of {{speaker}}", remove: "Take the statement of {{speaker}} off the case",
    around: "What was observed around that time", aroundNone: "Nothing was observed around that time yet.",
    when: { before: "before", inside: "in it", after: "after" },
    observe: "Note what the statement of {{speaker}} tells of an exhibit",
    assess: "What does the footage say?", finding: "Finding", pins: "Pins that show it",
    noPins: "No pins on this case yet.", pinGone: "Pin {{pinId}}, no longer on the case", pinFor: "This shows the statement of {{speaker}}: {{text}}", pinMenu: "“{{title}}” shows a statement…", pinNew: "New statement…",
    history: "Earlier findings ({{count}})",
    check: "Was that time covered and watched?", cameras: "Cameras that would have seen it",
    covered: "Covered {{percent}} % of the time ({{part}} of {{whole}})", watched: "Watched {{percent}} % of the time ({{part}} of {{whole}})",
    longestUncovered: "Longest uncovered stretch: {{length}}", longestUnwatched: "Longest unwatched stretch: {{length}}",
    neverYes: "This tells how much was looked at. It never proves by itself that nothing happened.",
  },
} as const;
