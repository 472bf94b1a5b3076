// The way through a case: where an exhibit was observed, or where a person or vehicle was pinned or carried something, from camera
// to camera in the order of true time. Whether the legs are plausible is contract/path.ts. Camera by camera: where in its picture a
// thing was is not known.

import { cameraWgs84, DEFAULT_RANGE_M } from "../../contract/camera-view.ts";
import { distanceM, type Wgs84 } from "../../contract/coordinates.ts";
import { AppError } from "../../contract/errors.ts";
import { legBetween, PACE_LIMITS_KMH, type CasePath, type PathLeg, type PathStop } from "../../contract/path.ts";
import { asCameraMs, type TrueMs } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listCameras, type CameraRow } from "../store/cameras.ts";
import { requireCase } from "../store/cases.ts";
import type { ReadDb } from "../store/connection.ts";
import { requireExhibitOf } from "../store/exhibits.ts";
import { readCaseView } from "./case-file.ts";
import { ObservationReader } from "./observations.ts";
import { normalLabel, subjectOf } from "./subjects.ts";

interface Found {
  readonly stop: PathStop;
  readonly camera: CameraRow;
  readonly clock: string;
}

type Asked = { readonly exhibitId: number | null; readonly subject: string | null };

/** What a stop is about: the observations of an exhibit that are on a camera; the pins and observations that name a subject; else all pins. */
function findStops(db: ReadDb, caseId: number, { exhibitId, subject }: Asked): Found[] {
  const file = readCaseView(db, caseId);
  const cameras = new Map(listCameras(db).map((camera) => [camera.cameraId, camera]));
  const reader = new ObservationReader(db);
  const named = subject === null ? null : subjectOf(file.subjects, subject);
  if (subject !== null && named === null) throw new AppError("subject-unknown", { subjectId: subject });
  const isNamed = (text: string | null): boolean => named !== null && subjectOf(file.subjects, text)?.subjectId === named.subjectId;
  const names = named === null ? [] : [named.label, named.plate].filter((name) => name !== null).map(normalLabel);

  const place = (cameraId: string, cameraMs: number, stop: Omit<PathStop, "lat" | "lon" | "cameraId" | "cameraName">): Found[] => {
    const camera = cameras.get(cameraId);
    if (camera === undefined) return [];
    const at: Wgs84 | null = cameraWgs84(camera);
    return [{ camera, clock: reader.clockOf(cameraId, asCameraMs(cameraMs)), stop: { ...stop, cameraId, cameraName: camera.name, lat: at?.lat ?? null, lon: at?.lon ?? null } }];
  };
  const titleOf = new Map(file.exhibits.map((exhibit) => [exhibit.exhibitId, exhibit.name]));
  const observed = file.observations
    // What was inferred, or seen not to be there, is no place where it was.
    .filter((o) => o.cameraId !== null && o.cameraMs !== null && (o.state === "seen" || o.state === "carried"))
    .filter((o) => (exhibitId !== null ? o.exhibitId === exhibitId : named !== null && (isNamed(o.holder) || isNamed(o.container))))
    .flatMap((o) => place(o.cameraId!, o.cameraMs!, { kind: "observation", pinId: null, observationId: o.observationId, label: titleOf.get(o.exhibitId) ?? "", startMs: o.atMs, endMs: (o.toMs ?? o.atMs) as TrueMs, uncertaintyMs: o.uncertaintyMs }));
  const pinned = (exhibitId !== null ? [] : file.pins)
    .filter((pin) => named === null || pin.tags.some(isNamed) || names.some((name) => normalLabel(pin.title).includes(name)))
    .flatMap((pin) => place(pin.cameraId, pin.cameraStartMs, { kind: "pin", pinId: pin.pinId, observationId: null, label: pin.title, startMs: pin.startMs, endMs: pin.endMs, uncertaintyMs: pin.uncertaintyMs }));
  return [...observed, ...pinned].sort((a, b) => a.stop.startMs - b.stop.startMs || a.stop.endMs - b.stop.endMs);
}

/** Legs between stops that have a place; those that have none are passed over. */
function legsOf(found: readonly Found[], limitKmh: number): PathLeg[] {
  const placed = found.flatMap(({ stop, camera, clock }, index) => {
    const at = cameraWgs84(camera);
    return at === null ? [] : [{ index, at, end: { startMs: stop.startMs, endMs: stop.endMs, uncertaintyMs: stop.uncertaintyMs, clock, reachM: camera.rangeM ?? DEFAULT_RANGE_M } }];
  });
  return placed.slice(1).map((to, i) => {
    const from = placed[i]!;
    // Twice on one camera: what it sees is one place.
    const apartM = distanceM(from.at, to.at);
    return { fromStop: from.index, toStop: to.index, ...legBetween(from.end, to.end, apartM, limitKmh) };
  });
}

export function pathHandlers(context: EngineContext): SomeHandlers<"map.path"> {
  const { db } = context.store;
  return {
    "map.path": ({ caseId, exhibitId, subject, limitKmh }): CasePath => {
      requireCase(db, caseId);
      if (exhibitId !== null) requireExhibitOf(db, caseId, exhibitId);
      const found = findStops(db, caseId, { exhibitId, subject });
      const limit = limitKmh ?? PACE_LIMITS_KMH.drive;
      return { stops: found.map(({ stop }) => stop), legs: legsOf(found, limit), limitKmh: limit };
    },
  };
}
