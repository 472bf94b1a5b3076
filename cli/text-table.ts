// Tables for a terminal: columns aligned by how wide characters are shown, so that 中文 does not push them out of line.
// Names of files come from outside; nothing that a terminal would obey is let through.

/** East Asian wide and fullwidth characters and pictographs, which take two columns. Unicode 15, UAX #11. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Combining marks, joiners and variation selectors, which take none. */
const NARROWLESS = /[\p{Mn}\p{Me}\u200b-\u200d\ufe00-\ufe0f]/u;

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NARROWLESS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** The text on one line and without anything that would steer a terminal: control and direction characters as `\u001b`. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\t" ? " " : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** At most `width` columns, cut at the end with an ellipsis. */
export function fitText(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let fitted = "";
  let used = 0;
  for (const character of text) {
    const next = displayWidth(character);
    if (used + next > width - 1) break;
    fitted += character;
    used += next;
  }
  return `${fitted}…`;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

export const left = (title: string): Column => ({ title, align: "left" });
export const right = (title: string): Column => ({ title, align: "right" });

/** Lines of a table with a header. Only as wide as needed; the last column is never padded. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const plain = rows.map((row) => row.map(plainText));
  const widths = columns.map((column, at) => plain.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? "")), displayWidth(column.title)));
  const line = (cells: readonly string[]): string => columns.map((column, at) => {
    const cell = cells[at] ?? "";
    const space = " ".repeat(Math.max(0, widths[at]! - displayWidth(cell)));
    if (column.align === "right") return space + cell;
    return at === columns.length - 1 ? cell : cell + space;
  }).join("  ").trimEnd();
  return [line(columns.map((column) => column.title)), ...plain.map(line)];
}

/** `name   value` lines, the values aligned. */
export function textFacts(facts: readonly (readonly [string, string])[]): readonly string[] {
  const width = facts.reduce((most, [name]) => Math.max(most, displayWidth(name)), 0);
  return facts.map(([name, value]) => `${name}${" ".repeat(width - displayWidth(name))}  ${plainText(value)}`.trimEnd());
}
