// What people wrote and recorders named, for papers and pages that people read by eye and other programs line by line. It makes no
// markup safe: that is the business of whoever writes markup.

/** Control and direction characters, tab and line feed left out. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}]/gu;
/** Everything that some reader takes for the end of a line (Python's splitlines takes many controls), with the space around it. */
const LINE_ENDS = /\s*[\p{Cc}\p{Zl}\p{Zp}]+\s*/gu;

/** Control and direction characters shown as what they are, `⟨U+202E⟩`: they can make a path read as another one. */
export function withVisibleControls(text: string): string {
  return text.replace(INVISIBLE, (character) => `\u27e8U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}\u27e9`);
}

/** Line ends and other controls become spaces: what is written as one value must not be read as the next label. */
export function onOneLine(text: string): string {
  return text.replace(LINE_ENDS, " ").trim();
}
