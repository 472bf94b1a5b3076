// `case timeline`: everything on a case in true time, each entry with what the clocks say of its order to the one before.

import { caseEventKinds, eventUncertaintyMs, type CaseEvent } from "../../contract/case-events.ts";
import { orderMoments } from "../../contract/moment.ts";
import type { MomentOrder, OrderedMoment } from "../../contract/order.ts";
import { orderSentence } from "../../resources/locales/order-sentence.ts";
import { answer, command } from "../command.ts";
import { CommandLineError } from "../command-line-error.ts";
import { text, texts } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

/** The moment as an order speaks of it. */
function momentOf(event: CaseEvent, cameraNames: ReadonlyMap<string, string>): OrderedMoment {
  const { kind, id, title, moment } = event;
  const cameraId = moment!.clock?.cameraId ?? null;
  return {
    kind: kind === "pin" || kind === "observation" || kind === "statement" ? kind : kind === "reading" ? "instant" : "fact", label: title,
    pinId: kind === "pin" ? id : null, observationId: kind === "observation" ? id : null, statementId: kind === "statement" ? id : null,
    factId: kind === "fact" || kind === "assumption" || kind === "event" ? id : null,
    cameraId, cameraName: cameraId === null ? null : (cameraNames.get(cameraId) ?? cameraId),
    trueMs: moment!.trueMs, cameraMs: moment!.cameraMs, uncertaintyMs: moment!.uncertaintyMs,
  };
}

/** Null where one of the two has no time. */
function orderTo(before: CaseEvent | undefined, event: CaseEvent, cameraNames: ReadonlyMap<string, string>): MomentOrder | null {
  if (before === undefined || before.moment === null || event.moment === null) return null;
  return { a: momentOf(before, cameraNames), b: momentOf(event, cameraNames), ...orderMoments(before.moment, event.moment) };
}

const fits = (event: CaseEvent, wanted: string | null): boolean =>
  wanted === null || [event.title, event.text, event.place, event.source, event.timeText].some((part) => part?.toLowerCase().includes(wanted.toLowerCase()) === true);

export const caseTimeline = command({
  name: "case timeline",
  positionals: [{ placeholder: "N", repeats: false }],
  options: { kind: texts("KIND", "eventKind"), camera: texts("ID", "camera"), text: text("TEXT", "eventText") },
  run: async (context, options, words) => {
    const { sentences } = context;
    const unknown = options.kind.find((given) => !caseEventKinds.some((kind) => kind === given));
    if (unknown !== undefined) throw new CommandLineError("option-invalid", { name: "kind", text: unknown, expected: "choice", choices: caseEventKinds.join(", ") });
    const library = await context.openLibrary("reading");
    const { caseId } = await library.call("cases.find", { numberOrId: words[0]! });
    const cameraNames = new Map((await library.call("cameras.list", {})).map(({ cameraId, name }) => [cameraId, name]));
    const { events } = await library.call("events.read", { caseId });
    const shown = events.filter((event) => (options.kind.length === 0 || options.kind.includes(event.kind))
      && (options.camera.length === 0 || (event.cameraId !== null && options.camera.includes(event.cameraId))) && fits(event, options.text));
    const orders = shown.map((event, i) => orderTo(shown[i - 1], event, cameraNames));
    const rows = shown.map((event, i) => {
      const { moment, ...rest } = event;
      const order = orders[i]!;
      return {
        ...rest, fromMs: moment?.trueMs ?? null, fromIso: library.iso(moment?.trueMs ?? null), endIso: library.iso(event.endMs), uncertaintyMs: eventUncertaintyMs(event),
        order: order === null ? null : { established: order.established, first: order.first, reason: order.reason, marginMs: order.marginMs, neededMs: order.neededMs, deltaMs: order.deltaMs, isSameClock: order.isSameClock, isTurnedByClocks: order.isTurnedByClocks },
      };
    });
    return answer({ caseId, events: rows, notEstablished: orders.filter((order) => order?.established === false).length }, () => (shown.length === 0 ? [sentences.say("results.noEvents")] : textTable(
      [left(sentences.say("columns.from")), right("±"), left(sentences.say("columns.kind")), left(sentences.say("columns.text")), left(sentences.common("order.verdict"))],
      shown.map((event, i) => {
        const order = orders[i]!;
        return [
          event.moment === null ? (event.timeText ?? sentences.orNothing(null)) : sentences.time(event.moment.trueMs, library.timezone), event.moment === null ? "" : sentences.uncertainty(event.moment.uncertaintyMs),
          sentences.word("eventKind", event.kind), event.title === "" ? sentences.clockError(event.errorMs) : event.title,
          order === null ? "" : orderSentence(order, sentences.common.bind(sentences)),
        ];
      }),
    )));
  },
});
