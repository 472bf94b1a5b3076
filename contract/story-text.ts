// The text of a section of the account in pieces, for window, papers, command line and bundle alike: what was written, and
// citations where their tokens stand. What a citation stands for comes with the section.

import type { Citation, StorySection } from "./reconstruction.ts";

/** How a citation is written, whatever its kind is called. Tokens are found by this, never by a pattern made of a bundle's own texts. */
const TOKEN = /(\[\[[a-z-]{1,20}:\d{1,16}\]\])/;

/** Text and citations in turn, as they follow each other. A token that the section has no citation of stays text. */
export function piecesOf({ text, citations }: Pick<StorySection, "text" | "citations">): readonly (string | Citation)[] {
  const byToken = new Map(citations.map((citation) => [citation.token, citation]));
  return text.split(TOKEN).filter((piece) => piece !== "").map((piece) => (TOKEN.test(piece) ? byToken.get(piece) : undefined) ?? piece);
}
