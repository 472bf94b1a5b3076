// How the case timeline says its entries: kinds with their shapes, what an entry is called, what it is about, what its time rests
// on, and what can be said of its order. Sentences are in the locales.

import { CalendarClock, CircleDashed, Clock3, Eye, Pin, Quote, ReceiptText, type LucideIcon } from "lucide-react";
import { useMemo } from "react";
import { eventUncertaintyMs, type CaseEvent, type CaseEventKind } from "../../contract/case-events.ts";
import type { OrderFacts } from "../../contract/moment.ts";
import type { OrderedMoment } from "../../contract/order.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { lengthWords, orderSentence } from "../../resources/locales/order-sentence.ts";
import { nameWithId } from "../cameras/camera-name.ts";
import { useOrderWords } from "../clocks/use-order-words.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import type { EventNames } from "./event-list.ts";

export const KIND_SHAPES: Readonly<Record<CaseEventKind, LucideIcon>> = {
  pin: Pin, observation: Eye, statement: Quote, fact: ReceiptText, assumption: CircleDashed, event: CalendarClock, reading: Clock3,
};

/** Names of what the entries of a case speak of. */
export function useEventNames({ exhibits, subjects }: Pick<CaseView, "exhibits" | "subjects">): EventNames {
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] }).data;
  return useMemo(() => ({
    cameras: new Map((cameras ?? []).map((camera) => [camera.cameraId, nameWithId(camera)])),
    exhibits: new Map(exhibits.map(({ exhibitId, name }) => [exhibitId, name])),
    subjects: new Map(subjects.map(({ subjectId, label }) => [subjectId, label])),
  }), [cameras, exhibits, subjects]);
}

export interface EventWords {
  title(event: CaseEvent): string;
  /** Camera, exhibit, people, place, source. */
  about(event: CaseEvent): readonly string[];
  basis(event: CaseEvent): string;
  /** Whether the clocks bear that the entry follows the one before, and with what margin. */
  order(before: CaseEvent, event: CaseEvent, order: OrderFacts): string;
  apart(order: OrderFacts): string;
}

export function useEventWords(names: EventNames): EventWords {
  const { t } = useWords();
  const say = useOrderWords();
  const camera = (cameraId: string | null): string | null => (cameraId === null ? null : (names.cameras.get(cameraId) ?? cameraId));
  const momentOf = (event: CaseEvent): OrderedMoment => {
    const cameraId = event.moment?.clock?.cameraId ?? null;
    return {
      kind: "instant", label: null, pinId: null, observationId: null, factId: null, statementId: null,
      cameraId, cameraName: camera(cameraId), trueMs: event.moment!.trueMs, cameraMs: event.moment!.cameraMs, uncertaintyMs: eventUncertaintyMs(event),
    };
  };
  const clockError = (errorMs: number): string => {
    const rounded = Math.round(errorMs);
    return rounded === 0 ? t("common:clock.exact") : t(rounded > 0 ? "common:clock.fast" : "common:clock.slow", { amount: lengthWords(rounded, say) });
  };
  return {
    title: (event) => {
      if (event.kind === "observation") return `${event.title} · ${t(`common:observation.${event.state ?? "seen"}`)}${event.count === null ? "" : ` ${event.count}`}`;
      if (event.kind === "statement") return t("events.said", { speaker: event.title, text: event.text ?? "" });
      if (event.kind === "reading") return t("events.reading", { camera: camera(event.cameraId) ?? "", error: clockError(event.errorMs ?? 0) });
      return event.title;
    },
    about: (event) => [
      camera(event.cameraId), event.kind === "observation" || event.exhibitId === null ? null : (names.exhibits.get(event.exhibitId) ?? null),
      ...event.subjectIds.map((id) => names.subjects.get(id) ?? null), event.place, event.source, event.kind === "statement" ? t(`common:finding.${event.finding ?? "none"}`) : null,
    ].filter((part, i, all) => part !== null && all.indexOf(part) === i).map(String),
    basis: ({ basis }) => t(`events.basis.${basis}`),
    order: (before, event, order) => orderSentence({ a: momentOf(before), b: momentOf(event), ...order }, say),
    apart: (order) => `+${lengthWords(order.deltaMs, say)}`,
  };
}
