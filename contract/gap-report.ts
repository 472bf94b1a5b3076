// The report of what was not recorded, not held or not looked at: for a case or for a site and a period. Facts only; the
// words of the draft 调取证据通知书 are in the locales.

import { z } from "zod";
import { cameraId, cameraMs, trueMs, uncertaintyMs } from "./model.ts";

/** The causes of gaps, and beside them: footage that is there and nobody looked at, and a place without any camera. */
export const reportCause = z.enum(["no-footage", "recorder-gap", "damaged", "unindexed", "time-unknown", "not-watched", "hidden", "no-camera"]);
export type ReportCause = z.infer<typeof reportCause>;
export const reportCauses: readonly ReportCause[] = reportCause.options;

const sums = z.object({ cause: reportCause, totalMs: z.number().nonnegative(), share: z.number().min(0).max(1), count: z.number().int().nonnegative() });

/** What one asks for: footage that a camera has or had and we do not hold. */
export const gapRequest = z.object({
  cameraId, name: z.string(), site: z.string().nullable(), recorder: z.string().nullable(), channel: z.string().nullable(), gb28181: z.string().nullable(),
  /** By the last intake sheet: make and model, who holds it, where it stands. */
  device: z.string().nullable(), holder: z.string().nullable(), place: z.string().nullable(),
  startMs: trueMs, endMs: trueMs,
  /** The same stretch as the recorder's clock shows it; null where nobody has read that clock. */
  cameraStartMs: cameraMs.nullable(), cameraEndMs: cameraMs.nullable(),
  overwriteMs: trueMs.nullable(),
  /** Milliseconds until then, negative: probably overwritten already. */
  leftMs: z.number().nullable(),
});
export type GapRequest = z.infer<typeof gapRequest>;

const gapReportRow = z.object({
  cameraId: cameraId.nullable(), site: z.string().nullable(), startMs: trueMs, endMs: trueMs, cause: reportCause,
  /** When the recorder overwrites the first of it, by retention or by an intake sheet; null where neither is known. */
  overwriteMs: trueMs.nullable(),
  /** Of its ends, the less sure one: as the footage beside it is placed, else as the camera's clock is known there; null: that clock was never read. */
  uncertaintyMs,
});

export const gapReport = z.object({
  fromMs: trueMs, toMs: trueMs,
  rows: z.array(gapReportRow),
  cameras: z.array(z.object({ cameraId, name: z.string(), site: z.string().nullable(), coveredMs: z.number(), watchedMs: z.number(), sums: z.array(sums) })),
  sites: z.array(z.object({ site: z.string().nullable(), cameras: z.number().int(), coveredMs: z.number(), coveredShare: z.number(), sums: z.array(sums) })),
  /** What to ask for today: footage that a camera has or had and we do not hold, most urgent first. */
  requests: z.array(gapRequest),
});
export type GapReport = z.infer<typeof gapReport>;

const f64 = z.instanceof(Float64Array);

/** The same report for a window, its rows as columns: a month of a port may have a million of them. */
export const gapColumns = gapReport.extend({
  rows: z.object({
    /** Of `cameras`, in its order; −1: a place without a camera. */
    cameraIndex: f64, startMs: f64, endMs: f64,
    /** Of the causes as `reportCauses` lists them. */
    cause: f64,
    /** Not a number where it is not known. */
    overwriteMs: f64, uncertaintyMs: f64,
  }),
});
export type GapColumns = z.infer<typeof gapColumns>;
