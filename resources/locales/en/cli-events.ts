// Words of the command line for the case timeline and for tables of facts.

export const cliEvents = {
  commands: {
    "case timeline": "Shows everything on a case in true time, with what the clocks say of the order.",
    "fact add": "Adds a fact that no camera saw (a payment, a toll record), an assumption, or any event.",
    "fact import": "Reads facts from a CSV file. Shows what would be entered; --write enters it.",
    "fact export": "Writes the case timeline as CSV.",
    "fact remove": "Takes a fact off its case; --undo puts it back.",
  },
  options: {
    eventKind: "only this kind: pin, observation, statement, fact, assumption, event or reading",
    eventText: "only what says this",
    factCamera: "the camera that it is about",
    factExhibit: "the exhibit that it is about",
    factPerson: "the person or vehicle that it is about",
    tableEncoding: "how its bytes are text (default: found out; payment exports are often GB18030)",
    tableSeparator: "what parts its cells (default: found out)",
    headingRow: "the row with the headings, as a spreadsheet counts; 0 where there is none (default: found, below any preamble)",
    tableColumn: "which column says what: from=paid_at, text=payee+amount, date=1, kind= (none). WHAT is date, from, to, text, source, place, uncertainty_s, time_text or kind",
    tableTimezone: "the zone of its times (default: the library’s)",
    tableUncertainty: "how sure its times are where a row does not say so: one standard deviation in milliseconds",
    tableSource: "the source of rows that name none",
    tablePlace: "the place of rows that name none",
    tableKind: "what rows are that do not say so (default fact)",
    keepSame: "also enters rows that stand on the case already",
  },
  expected: {
    column: "WHAT=COLUMN, such as from=paid_at or text=3; several columns of text are joined by +",
  },
  results: {
    noEvents: "Nothing of that is on the case.",
    factSame: "Row {{row}} is left out: it stands on the case already, as {{factId}}.",
    factSameKept: "Row {{row}} stands on the case already, as {{factId}}, and is entered once more.",
    factSameRow: "(the same as row {{other}})",
    undecodable: "{{count}} places of the file are no text in {{encoding}}. Name another --encoding.",
    factsPreviewed: "{{good}} rows would be entered, {{bad}} cannot be read, {{same}} stand on the case already. Add --write to enter them.",
    factsImported: "{{good}} rows entered, {{bad}} could not be read, {{same}} stood on the case already.",
  },
} as const;
