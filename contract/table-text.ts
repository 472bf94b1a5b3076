// What ends a row of a table that people hand in as text. Programs write one of these throughout; a line that was added by hand has its
// own, and whoever takes the first for all of them loses that line without a word.

/** The longer first: `\r\n` is one end, not two. */
export const ROW_ENDS: string[] = ["\r\n", "\n", "\r"];
