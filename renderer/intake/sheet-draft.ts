// An intake sheet while it is being filled in: texts as they stand in the fields, and what is kept of them. Pure.

import type { Intake } from "../../contract/intake.ts";
import type { InputOf } from "../../contract/methods.ts";
import { asCameraMs, asTrueMs } from "../../contract/time.ts";
import type { FieldTime } from "../design/field-time.ts";

export interface SheetDraft {
  readonly intakeId: number | null;
  readonly folder: string;
  readonly place: string; readonly holder: string; readonly device: string; readonly channels: string;
  /** Names as typed, apart by commas or the enumeration comma. */
  readonly officers: string;
  readonly reference: string; readonly photoPath: string; readonly copyMethod: string; readonly notSeizedReason: string; readonly note: string;
  readonly retentionDays: string;
  readonly takenMs: FieldTime; readonly recorderMs: FieldTime; readonly beijingMs: FieldTime; readonly overwriteMs: FieldTime;
  /** Not asked in the window: kept as the sheet has it. */
  readonly uncertaintyMs: number | null;
}

/** What keeps a sheet from being saved. */
export type DraftFault = "folder" | "officers" | "clock" | "time" | "retention";

export function emptyDraft(folder: string): SheetDraft {
  return {
    intakeId: null, folder, place: "", holder: "", device: "", channels: "", officers: "", reference: "", photoPath: "", copyMethod: "", notSeizedReason: "", note: "",
    retentionDays: "", takenMs: null, recorderMs: null, beijingMs: null, overwriteMs: null, uncertaintyMs: null,
  };
}

export function draftFrom({ intakeId, facts }: Pick<Intake, "intakeId" | "facts">): SheetDraft {
  const text = (value: string | null): string => value ?? "";
  return {
    intakeId, folder: facts.folder, place: text(facts.place), holder: text(facts.holder), device: text(facts.device), channels: text(facts.channels),
    officers: facts.officers.join(", "), reference: text(facts.reference), photoPath: text(facts.photoPath), copyMethod: text(facts.copyMethod),
    notSeizedReason: text(facts.notSeizedReason), note: text(facts.note), retentionDays: facts.retentionDays === null ? "" : String(facts.retentionDays),
    takenMs: facts.takenMs, recorderMs: facts.recorderMs, beijingMs: facts.beijingMs, overwriteMs: facts.overwriteMs, uncertaintyMs: facts.uncertaintyMs,
  };
}

const namesIn = (text: string): string[] => text.split(/[,，、;；\n]/).map((name) => name.trim()).filter((name) => name !== "");

/** Null where it may be saved. Half a comparison of clocks is none, and a time that cannot be read is never kept as nothing. */
export function draftFault(draft: SheetDraft): DraftFault | null {
  if (draft.folder.trim() === "") return "folder";
  if ([draft.takenMs, draft.recorderMs, draft.beijingMs, draft.overwriteMs].includes("unreadable")) return "time";
  if ((draft.recorderMs === null) !== (draft.beijingMs === null)) return "clock";
  if (namesIn(draft.officers).length > 20) return "officers";
  const days = draft.retentionDays.trim();
  return days !== "" && !(/^\d{1,5}$/.test(days) && Number(days) >= 1 && Number(days) <= 36_500) ? "retention" : null;
}

/** Recorder − Beijing: positive is fast. Null where the two are not there yet. */
export function draftErrorMs({ recorderMs, beijingMs }: SheetDraft): number | null {
  return typeof recorderMs === "number" && typeof beijingMs === "number" ? recorderMs - beijingMs : null;
}

/** Only of a draft without a fault. */
export function inputFrom(draft: SheetDraft): InputOf<"intakes.save"> {
  const text = (value: string): string | null => (value.trim() === "" ? null : value.trim());
  const instant = <T,>(value: FieldTime, as: (ms: number) => T): T | null => (typeof value === "number" ? as(value) : null);
  return {
    intakeId: draft.intakeId, folder: draft.folder.trim(), place: text(draft.place), holder: text(draft.holder), device: text(draft.device), channels: text(draft.channels),
    officers: namesIn(draft.officers), reference: text(draft.reference), photoPath: text(draft.photoPath), copyMethod: text(draft.copyMethod),
    notSeizedReason: text(draft.notSeizedReason), note: text(draft.note), retentionDays: draft.retentionDays.trim() === "" ? null : Number(draft.retentionDays),
    takenMs: instant(draft.takenMs, asTrueMs), recorderMs: instant(draft.recorderMs, asCameraMs), beijingMs: instant(draft.beijingMs, asTrueMs), overwriteMs: instant(draft.overwriteMs, asTrueMs),
    uncertaintyMs: draft.uncertaintyMs,
  };
}
