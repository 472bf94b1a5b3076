// The case timeline as CSV, for a spreadsheet, with what the clocks say of the order of entries that follow each other. What
// comes from people is text there, never a formula. The first eight columns are read back by an import.

import { eventUncertaintyMs, type CaseEvent } from "../../contract/case-events.ts";
import { orderMoments } from "../../contract/moment.ts";
import { isoFromInstant } from "../../contract/time-text.ts";

const HEADINGS = ["kind", "text", "from", "to", "uncertainty_s", "time_text", "place", "source", "basis", "camera", "exhibit", "people", "order_to_the_one_before", "margin_s"] as const;

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

/** Names by id. */
export interface TimelineNames {
  readonly cameras: ReadonlyMap<string, string>;
  readonly exhibits: ReadonlyMap<number, string>;
  readonly subjects: ReadonlyMap<number, string>;
}

/** `pin`, `observation: seen`, `statement: confirmed`; facts, assumptions and events by the words that an import reads. */
const kindCell = ({ kind, state, finding }: CaseEvent): string =>
  kind === "observation" ? `observation: ${state ?? ""}` : kind === "statement" ? `statement: ${finding ?? "open"}` : kind;

function textCell(event: CaseEvent): string {
  const { kind, title, text, count, errorMs } = event;
  if (kind === "statement") return text ?? "";
  if (kind === "observation") return `${title}${count === null ? "" : ` × ${count}`}${text === null ? "" : `: ${text}`}`;
  if (kind === "reading") return `camera - true = ${((errorMs ?? 0) / 1000).toFixed(3)} s`;
  return title;
}

/** What is said of the order to the entry before: `established`, `same clock`, `not established`; and the margin in seconds. */
function orderCells(before: CaseEvent | undefined, event: CaseEvent): readonly [string, string] {
  if (before === undefined || before.moment === null || event.moment === null) return ["", ""];
  const { established, isSameClock, marginMs } = orderMoments(before.moment, event.moment);
  return [!established ? "not established" : isSameClock ? "same clock" : "established", marginMs === null ? "" : (marginMs / 1000).toFixed(3)];
}

/** A header and one line an entry, in true time; entries without a time come last. Uncertainty is one standard deviation. */
export function timelineTable(events: readonly CaseEvent[], names: TimelineNames, timezone: string): string {
  const iso = (ms: number | null): string => (ms === null ? "" : isoFromInstant(ms, timezone));
  return csvTable(HEADINGS, events.map((event, i) => {
    const { moment, endMs, timeText, kind, title, cameraId, place, source, exhibitId, subjectIds, basis } = event;
    const uncertaintyMs = eventUncertaintyMs(event);
    const camera = cameraId === null ? "" : (names.cameras.get(cameraId) ?? cameraId);
    return [
      kindCell(event), textCell(event), iso(moment?.trueMs ?? null), iso(endMs), uncertaintyMs === null ? "" : (uncertaintyMs / 1000).toFixed(3), timeText ?? "", place ?? "",
      kind === "statement" ? title : (source ?? ""), basis, camera, exhibitId === null ? "" : (names.exhibits.get(exhibitId) ?? ""),
      subjectIds.map((subjectId) => names.subjects.get(subjectId) ?? "").filter((label) => label !== "").join("; "), ...orderCells(events[i - 1], event),
    ];
  }));
}
