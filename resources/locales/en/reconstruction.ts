// Words of the report for what was reconstructed: intervals of loss, statements, facts, the story.

export const reconstruction = {
  continuity: "Intervals of loss",
  containerRule: "An interval reaches from the last sight of the larger number itself to the first sight of the smaller. Being inside a closed container, or hidden, never counts as seen.",
  contradictions: "What does not fit together",
  statements: "Statements",
  speaker: "Who",
  speaksOf: "Speaks of",
  words: "Words",
  finding: "What the footage says",
  facts: "Facts and assumptions",
  kind: "Kind",
  source: "Source", about: "Concerns", factText: "What happened",
  story: "What happened",
  some: "some",
  margin: "Holds unless a clock is wrong by more than {{margin}}.",
  oneClock: "One clock told both ends: its error cancels.",
  unsure: "The clocks do not establish which end came first.",
  restsOnStatement: "An end rests on a statement.",
  blind: "No camera with a view had footage for {{length}}.",
} as const;
