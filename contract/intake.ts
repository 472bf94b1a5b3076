// The intake sheet (提取记录): what is written down where footage is copied off a recorder. Filled once, it is the first clock
// reading of the cameras of that folder, their retention, and the facts of the official papers.

import { z } from "zod";
import { cameraId, cameraMs, rowId, trueMs } from "./model.ts";

const text = (max: number) => z.string().trim().max(max).transform((t) => (t === "" ? null : t)).nullable().default(null);

export const intakeFacts = z.object({
  /** The folder that the copy lies in; its cameras are those of the files below it. */
  folder: z.string().trim().min(1).max(4_000),
  /** When and where the copy was made, and from whom. */
  takenMs: trueMs.nullable().default(null),
  place: text(500), holder: text(200),
  /** Make and model, serial number; which of its channels. */
  device: text(500), channels: text(500),
  /** Two of them, as the rules of evidence ask. */
  officers: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** The recorder's displayed time, and Beijing time at that moment. Both or none. */
  recorderMs: cameraMs.nullable().default(null), beijingMs: trueMs.nullable().default(null),
  /** Where Beijing time was taken from. */
  reference: text(200),
  /** One standard deviation of that comparison; null: two displays in seconds. */
  uncertaintyMs: z.number().int().nonnegative().max(86_400_000).nullable().default(null),
  /** Photo of both displays, and its SHA-256 when the sheet was saved. */
  photoPath: text(4_000),
  /** How the copy was made, and why the medium was not seized. */
  copyMethod: text(2_000), notSeizedReason: text(2_000),
  /** When the recorder overwrites the oldest of this footage; or how many days it keeps. */
  overwriteMs: trueMs.nullable().default(null), retentionDays: z.number().int().positive().max(36_500).nullable().default(null),
  note: text(10_000),
}).refine((facts) => (facts.recorderMs === null) === (facts.beijingMs === null), { path: ["beijingMs"], error: "both times or none" });
export type IntakeFacts = z.infer<typeof intakeFacts>;

export const intake = z.object({
  intakeId: rowId,
  facts: intakeFacts,
  photoSha256: z.string().nullable(),
  /** The cameras of its folder, and what became of the comparison of clocks: a reading, or the code for which the camera's clock refused it; neither where none was made. */
  cameras: z.array(z.object({ cameraId, readingId: rowId.nullable(), refusal: z.string().nullable() })),
  by: z.string(), createdMs: z.number(), changedMs: z.number(),
});
export type Intake = z.infer<typeof intake>;
