// Puts together data/case.json: what a bundle says about the case. Pure; the files themselves are written by export-bundle.ts.

import { BUNDLE_FORMAT, bundleObservation, type BundleCase, type BundleFile, type BundlePin, type BundlePinSource } from "../../contract/bundle.ts";
import type { Actor, Case, Exhibit, Gap, Observation, Pin } from "../../contract/model.ts";
import type { MomentOrder } from "../../contract/order.ts";
import type { Continuity } from "../../contract/continuity.ts";
import type { CaseFile } from "../../contract/reconstruction.ts";
import type { CameraRow } from "../store/cameras.ts";
import type { ClockEpoch } from "../../contract/model.ts";

export interface CaseFactsInput {
  readonly generator: string;
  readonly exportedMs: number;
  readonly exportedBy: Actor;
  readonly lang: "zh-CN" | "en";
  readonly timezone: string;
  readonly theCase: Case;
  readonly cameras: readonly (CameraRow & { readonly epochs: readonly ClockEpoch[] })[];
  readonly files: readonly BundleFile[];
  readonly pins: readonly Pin[];
  /** Sources of each pin as they lie in the bundle, by pin id. */
  readonly sourcesByPin: ReadonlyMap<number, readonly BundlePinSource[]>;
  readonly orders: readonly MomentOrder[];
  readonly exhibits: readonly Exhibit[];
  readonly observations: readonly Observation[];
  readonly told: Pick<CaseFile, "subjects" | "statements" | "facts" | "story">;
  readonly continuity: readonly Continuity[];
  readonly gaps: readonly Gap[];
  readonly custody: { readonly entries: number; readonly head: string | null };
}

function bundlePin(pin: Pin, sources: readonly BundlePinSource[]): BundlePin {
  return { ...pin, sources: [...sources] };
}

export function caseFacts(input: CaseFactsInput): BundleCase {
  const { theCase } = input;
  return {
    format: BUNDLE_FORMAT,
    generator: input.generator,
    exportedMs: input.exportedMs,
    exportedBy: input.exportedBy,
    lang: input.lang,
    timezone: input.timezone,
    case: {
      number: theCase.number, cause: theCase.cause, title: theCase.title, place: theCase.place,
      periodFromMs: theCase.periodFromMs, periodToMs: theCase.periodToMs, officers: theCase.officers, createdMs: theCase.createdMs,
    },
    cameras: input.cameras.map((camera) => ({
      cameraId: camera.cameraId, name: camera.name, site: camera.site, lat: camera.lat, lon: camera.lon, crs: camera.crs,
      recorder: camera.recorder, channel: camera.channel, gb28181: camera.gb28181, timezone: camera.timezone, epochs: [...camera.epochs],
    })),
    files: [...input.files],
    pins: input.pins.map((pin) => bundlePin(pin, input.sourcesByPin.get(pin.pinId) ?? [])),
    orders: [...input.orders],
    exhibits: input.exhibits.map(({ exhibitId, name, kind, count, note, createdMs }) => ({ exhibitId, name, kind, count, note, createdMs })),
    observations: input.observations.map((one) => bundleObservation.parse(one)),
    subjects: input.told.subjects, statements: input.told.statements, facts: input.told.facts, story: input.told.story,
    continuity: [...input.continuity],
    gaps: [...input.gaps],
    custody: input.custody,
    uncertaintyNote: { meaning: "one-standard-deviation" },
  };
}
