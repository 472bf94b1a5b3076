// The case's timeline as CSV, for a spreadsheet: pins, observations, statements, facts in order of true time. What comes
// from people is text there, never a formula.

import type { CaseFile } from "../../contract/reconstruction.ts";
import { isoFromInstant } from "../../contract/time-text.ts";

const HEADINGS = ["kind", "text", "from", "to", "uncertainty_s", "time_text", "place", "source"] as const;

/**
 * One cell of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front, which
 * spreadsheets take for "this is text". OWASP, "CSV Injection".
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A whole table: UTF-8 with a byte-order mark, as spreadsheets want it. */
export function csvTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[headings, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

interface Line { readonly fromMs: number | null; readonly cells: readonly string[] }

/** A header and one line an entry; entries without a time come last. */
export function timelineTable(file: CaseFile, timezone: string): string {
  const iso = (ms: number | null): string => (ms === null ? "" : isoFromInstant(ms, timezone));
  const seconds = (ms: number | null): string => (ms === null ? "" : (ms / 1000).toFixed(3));
  const nameOf = new Map(file.exhibits.map((e) => [e.exhibitId, e.name]));
  const lines: Line[] = [
    ...file.pins.map((p) => ({ fromMs: p.startMs, cells: ["pin", p.title, iso(p.startMs), iso(p.endMs), seconds(p.uncertaintyMs), "", p.cameraName, p.cameraId] })),
    ...file.observations.map((o) => ({ fromMs: o.atMs, cells: [
      `observation: ${o.state}`, `${nameOf.get(o.exhibitId) ?? ""}${o.count === null ? "" : ` × ${o.count}`}${o.note === null ? "" : `: ${o.note}`}`, iso(o.atMs), iso(o.toMs),
      seconds(o.uncertaintyMs), "", o.container ?? o.holder ?? o.place ?? "", o.cameraId ?? (o.statementId === null ? "" : `statement ${o.statementId}`),
    ] })),
    ...file.statements.map((s) => ({ fromMs: s.fromMs, cells: [`statement: ${s.finding ?? "open"}`, s.text, iso(s.fromMs), iso(s.toMs), "", "", "", s.speaker] })),
    ...file.facts.map((f) => ({ fromMs: f.fromMs, cells: [f.kind, f.text, iso(f.fromMs), iso(f.toMs), seconds(f.uncertaintyMs), f.timeText ?? "", f.place ?? "", f.source ?? ""] })),
  ];
  lines.sort((a, b) => (a.fromMs ?? Infinity) - (b.fromMs ?? Infinity) || 0);
  return csvTable(HEADINGS, lines.map(({ cells }) => cells));
}
