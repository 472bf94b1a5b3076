// Continuity of an exhibit in a library: its observations placed on the true clock, what follows from them (continuity.ts),
// and for each interval of loss the footage inside it and how the case's pins lie to it.

import type { Access, Continuity, LookNext, Loss, Span } from "../../contract/continuity.ts";
import type { Exhibit, Pin } from "../../contract/model.ts";
import type { Subject } from "../../contract/reconstruction.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import { asTrueMs, orderInstants, type Range, type TrueMs } from "../../contract/time.ts";
import { listCameras, requireCamera, type CameraRow } from "../store/cameras.ts";
import { listPins } from "../store/cases.ts";
import type { ReadDb } from "../store/connection.ts";
import { listExhibitObservations, listObservations, listViews, requireExhibitOf, type ObservationRow, type ReasonedRow } from "../store/exhibits.ts";
import { listSubjects } from "../store/statements.ts";
import { continuityOf, type BareContinuity, type BareLoss } from "./continuity.ts";
import { FootageNear } from "./footage-near.ts";
import { footageOf, ViewFinder, type CameraView } from "./interval-footage.ts";
import { looksFor, LooksInVain } from "./look-next.ts";
import { ObservationReader, type ObservedTime } from "./observations.ts";
import { PinReader } from "./pins.ts";
import type { PlacedObservation } from "./sights.ts";
import { StretchIndex } from "./stretch-index.ts";
import { normalLabel, subjectOf, subjectsIn } from "./subjects.ts";

interface PlacedPin { readonly pin: Pin; readonly clock: string | null }

/** Everything that one question about an exhibit looks at. */
export class ExhibitQuestion {
  readonly exhibit: Exhibit;
  readonly observations: readonly PlacedObservation[];
  readonly #db: ReadDb;
  readonly #caseId: number;
  readonly #asked: readonly string[] | null;
  readonly #reader: ObservationReader;
  readonly #cameras: readonly CameraRow[];
  #pins: PlacedPin[] | null = null;
  #subjects: readonly Subject[] | null = null;
  /** Of all exhibits of the case. */
  #caseObservations: readonly ({ readonly row: ObservationRow } & ObservedTime)[] | null = null;
  #bare: BareContinuity | null = null;
  #views: ViewFinder | null = null;
  #footage: FootageNear | null = null;
  #byCamera: ReadonlyMap<string, StretchIndex<Span>> | null = null;

  /** @throws AppError exhibit-unknown, camera-unknown */
  constructor(db: ReadDb, caseId: number, exhibitId: number, asked: readonly string[] | null) {
    this.#db = db;
    this.#caseId = caseId;
    this.#asked = asked;
    for (const cameraId of asked ?? []) requireCamera(db, cameraId);
    this.exhibit = requireExhibitOf(db, caseId, exhibitId);
    this.#reader = new ObservationReader(db);
    this.#cameras = listCameras(db);
    const sites = new Map(this.#cameras.map((camera) => [camera.cameraId, camera.site]));
    this.observations = listExhibitObservations(db, exhibitId).map((row) => this.#placed(row, sites));
  }

  #placed(row: ReasonedRow, sites: ReadonlyMap<string, string | null>): PlacedObservation {
    const { atMs, toMs, uncertaintyMs, clock } = this.#reader.timeOf(row);
    return {
      observationId: row.observationId, atMs, toMs, uncertaintyMs, clock, state: row.state, count: row.count, cameraId: row.cameraId,
      site: row.cameraId === null ? null : (sites.get(row.cameraId) ?? null),
      place: row.place, holder: row.holder, container: row.container, statementId: row.statementId,
    };
  }

  #casePins(): readonly PlacedPin[] {
    const reader = new PinReader(this.#db);
    return (this.#pins ??= listPins(this.#db, this.#caseId).map((row) => ({ pin: reader.pin(row), clock: this.#reader.clockOf(row.cameraId, row.cameraStartMs) }))
      .sort((a, b) => a.pin.startMs - b.pin.startMs));
  }

  /** Cameras of the observations that end an interval or touch it. */
  #observedIn(loss: BareLoss): Set<string> {
    this.#byCamera ??= new Map([...Map.groupBy(this.bareContinuity().spans.filter((span) => span.cameraId !== null), (span) => span.cameraId!)].map(([cameraId, spans]) => [cameraId, new StretchIndex(spans)]));
    const ends = [loss.fromObservationId, loss.toObservationId].map((observationId) => this.#observation(observationId)?.cameraId ?? null);
    const touched = [...this.#byCamera].filter(([, spans]) => spans.touches(loss.fromMs, loss.toMs)).map(([cameraId]) => cameraId);
    return new Set([...ends.filter((cameraId) => cameraId !== null), ...touched]);
  }

  /** Observations are in the order of their making. */
  #observation(observationId: number): PlacedObservation | undefined {
    return this.observations[firstWhere(this.observations.length, (i) => this.observations[i]!.observationId >= observationId)];
  }

  /** The cameras that count as having had a view of an interval. */
  viewsOf(loss: BareLoss): CameraView[] {
    this.#views ??= new ViewFinder({ cameras: this.#cameras, asked: this.#asked, chosen: listViews(this.#db, this.exhibit.exhibitId) });
    const pinned = new Set(this.#casePins().filter(({ pin }) => pin.startMs < loss.toMs && pin.endMs > loss.fromMs).map(({ pin }) => pin.cameraId));
    return this.#views.viewsOf({ observed: this.#observedIn(loss), pinned }, intervalOf(loss));
  }

  /** The footage about the intervals of loss. */
  #footageNear(): FootageNear {
    return (this.#footage ??= new FootageNear(this.#db, this.bareContinuity().loss.map(intervalOf)));
  }

  /** How the case's pins lie to an interval. */
  pinsOf(loss: BareLoss): Loss["pins"] {
    const clockOf = (observationId: number): string | null => this.#observation(observationId)?.clock ?? null;
    const from = { trueMs: loss.fromMs, uncertaintyMs: loss.fromUncertaintyMs, clock: clockOf(loss.fromObservationId) };
    const to = { trueMs: loss.toMs, uncertaintyMs: loss.toUncertaintyMs, clock: clockOf(loss.toObservationId) };
    return this.#casePins().map(({ pin, clock }): Loss["pins"][number] => {
      const isAfter = pin.startMs >= loss.toMs;
      if (!isAfter && pin.endMs > loss.fromMs) return { pinId: pin.pinId, relation: "inside", marginMs: null };
      const end = isAfter ? to : from;
      const order = orderInstants({ trueMs: isAfter ? pin.startMs : pin.endMs, uncertaintyMs: pin.uncertaintyMs }, end, clock !== null && clock === end.clock);
      if (!order.established) return { pinId: pin.pinId, relation: "not-established", marginMs: null };
      return { pinId: pin.pinId, relation: isAfter ? "after" : "before", marginMs: order.marginMs };
    });
  }

  /** The intervals of loss without what footage says of them. */
  bareContinuity(): BareContinuity {
    return (this.#bare ??= continuityOf(this.observations, this.exhibit.count));
  }

  continuity(): Continuity {
    const bare = this.bareContinuity();
    return {
      exhibitId: this.exhibit.exhibitId, ...bare,
      loss: bare.loss.map((loss) => ({ ...loss, ...footageOf(this.#footageNear(), this.viewsOf(loss), intervalOf(loss)), pins: this.pinsOf(loss) })),
    };
  }

  /** The footage that would narrow each interval of loss most, in no order between intervals. */
  looks(): LookNext[] {
    const inVain = new LooksInVain(this.observations);
    return this.bareContinuity().loss.flatMap((loss, lossIndex) => looksFor(this.#footageNear(), loss, this.viewsOf(loss), inVain, lossIndex));
  }

  /** People and vehicles near the exhibit inside an interval: pins that name them on cameras with a view, observations that do. */
  accessOf(loss: BareLoss): Access[] {
    const subjects = (this.#subjects ??= listSubjects(this.#db, this.#caseId));
    const found = new AccessList();
    const viewed = new Set(this.viewsOf(loss).map(({ cameraId }) => cameraId));
    const overlaps = (startMs: number, endMs: number): boolean => startMs <= loss.toMs && endMs >= loss.fromMs;
    for (const { pin } of this.#casePins()) {
      if (!viewed.has(pin.cameraId) || !overlaps(pin.startMs, pin.endMs)) continue;
      for (const { subjectId, label, kind } of subjectsIn(subjects, [...pin.tags, pin.title])) found.add(subjectId, label, kind, { pinId: pin.pinId }, pin.startMs, pin.endMs);
    }
    this.#caseObservations ??= listObservations(this.#db, this.#caseId).map((row) => ({ row, ...this.#reader.timeOf(row) }));
    for (const { row, atMs, toMs } of this.#caseObservations) {
      const isOfIt = row.exhibitId === this.exhibit.exhibitId;
      if (!overlaps(atMs, toMs ?? atMs) || (!isOfIt && (row.cameraId === null || !viewed.has(row.cameraId)))) continue;
      for (const text of [row.holder, row.container]) {
        const subject = subjectOf(subjects, text);
        if (subject !== null) found.add(subject.subjectId, subject.label, subject.kind, { observationId: row.observationId }, atMs, toMs ?? atMs);
        else if (text !== null && text === row.holder) found.add(null, text, "unlisted", { observationId: row.observationId }, atMs, toMs ?? atMs);
      }
    }
    return found.sorted();
  }
}

export const intervalOf = (loss: BareLoss): Range<TrueMs> => ({ startMs: loss.fromMs, endMs: loss.toMs });

/** Collects what shows each person or vehicle, once. */
export class AccessList {
  readonly #entries = new Map<string, Omit<Access, "pinIds" | "observationIds"> & { readonly pinIds: Set<number>; readonly observationIds: Set<number> }>();

  add(subjectId: number | null, label: string, kind: Access["kind"], by: { readonly pinId: number } | { readonly observationId: number }, firstMs: number, lastMs: number): void {
    const key = subjectId === null ? `text ${normalLabel(label)}` : `id ${subjectId}`;
    const known = this.#entries.get(key) ?? { subjectId, label, kind, pinIds: new Set<number>(), observationIds: new Set<number>(), firstMs: asTrueMs(firstMs), lastMs: asTrueMs(lastMs) };
    if ("pinId" in by) known.pinIds.add(by.pinId);
    else known.observationIds.add(by.observationId);
    this.#entries.set(key, { ...known, firstMs: asTrueMs(Math.min(known.firstMs, firstMs)), lastMs: asTrueMs(Math.max(known.lastMs, lastMs)) });
  }

  /** Adds what another list found. */
  addAll(others: readonly Access[]): void {
    for (const { subjectId, label, kind, pinIds, observationIds, firstMs, lastMs } of others) {
      for (const pinId of pinIds) this.add(subjectId, label, kind, { pinId }, firstMs, lastMs);
      for (const observationId of observationIds) this.add(subjectId, label, kind, { observationId }, firstMs, lastMs);
    }
  }

  sorted(): Access[] {
    return [...this.#entries.values()].map((entry) => ({ ...entry, pinIds: [...entry.pinIds], observationIds: [...entry.observationIds] })).sort((a, b) => a.firstMs - b.firstMs || (a.label < b.label ? -1 : 1));
  }
}
