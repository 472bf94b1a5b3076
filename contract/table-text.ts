// How tables that people hand in as text are read.

/**
 * What ends a row. Programs write one of these throughout; a line that was added by hand has its own, and whoever takes the first for
 * all of them loses that line without a word. The longer first: `\r\n` is one end, not two.
 */
export const ROW_ENDS: string[] = ["\r\n", "\n", "\r"];

/** How a table whose first row names its columns is read, as csv-parse takes it: names in small letters, rows as objects. */
export const NAMED_COLUMNS = {
  columns: (header: string[]): string[] => header.map((name) => name.trim().toLowerCase()),
  bom: true, record_delimiter: ROW_ENDS, skip_empty_lines: true, relax_column_count: true, trim: true,
};
