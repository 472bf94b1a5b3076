// `case order`: what can be said of the order of a case's moments, and how it stands in `case show`. The rule is the engine's.

import type { OutputOf } from "../../contract/methods.ts";
import type { MomentOrder, MomentRef, OrderedMoment } from "../../contract/order.ts";
import { lengthWords, orderSentence } from "../../resources/locales/order-sentence.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { texts } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

type Orders = OutputOf<"order.read">["orders"];

const momentRow = (moment: OrderedMoment, library: OpenLibrary): object => ({ ...moment, trueIso: library.iso(moment.trueMs), cameraIso: library.iso(moment.cameraMs) });

/** The orders as JSON, with times that a person can read. */
export function orderRows(orders: Orders, library: OpenLibrary): readonly object[] {
  return orders.map((one) => ({ ...one, a: momentRow(one.a, library), b: momentRow(one.b, library) }));
}

function nameOfMoment(moment: OrderedMoment, library: OpenLibrary, context: CommandContext): string {
  const what = moment.label ?? context.sentences.time(moment.trueMs, library.timezone);
  return moment.cameraName === null ? what : `${what} (${moment.cameraName})`;
}

/** The earlier one first, by what is known now; the last column says whether that is established. */
export function orderLines(orders: Orders, library: OpenLibrary, context: CommandContext): readonly string[] {
  const { sentences } = context;
  const say = sentences.common.bind(sentences);
  const inTime = (one: MomentOrder) => (one.deltaMs < 0 ? [one.b, one.a] as const : [one.a, one.b] as const);
  return textTable(
    [left(say("order.earlier")), left(say("order.later")), right(say("order.apart")), left(say("order.verdict"))],
    orders.map((one) => [...inTime(one).map((moment) => nameOfMoment(moment, library, context)), lengthWords(one.deltaMs, say), orderSentence(one, say)]),
  );
}

const REF_BY_KIND = {
  pin: (id: number): MomentRef => ({ pinId: id }), observation: (id: number): MomentRef => ({ observationId: id }),
  fact: (id: number): MomentRef => ({ factId: id }), statement: (id: number): MomentRef => ({ statementId: id }),
} as const;

/** `pin:3`, `observation:7`, `fact:2`, `statement:1`, or `CAMERA@TIME`. */
function momentFromText(given: string, library: OpenLibrary): MomentRef {
  const row = /^(pin|observation|fact|statement):(\d{1,15})$/.exec(given);
  if (row !== null) return REF_BY_KIND[row[1] as keyof typeof REF_BY_KIND](Number(row[2]));
  const at = given.lastIndexOf("@");
  if (at <= 0 || at === given.length - 1) throw new CommandLineError("option-invalid", { name: "moment", text: given, expected: "moment" });
  return { cameraId: given.slice(0, at), atMs: library.trueFromText(given.slice(at + 1)) };
}

export const caseOrder = command({
  name: "case order",
  positionals: [{ placeholder: "N", repeats: false }],
  options: { moment: texts("MOMENT", "moment") },
  run: async (context, options, words) => {
    const { moment: moments } = options;
    if (moments.length !== 0 && moments.length !== 2) throw new CommandLineError("option-invalid", { name: "moment", text: moments.join(", "), expected: "twoMoments" });
    const library = await context.openLibrary("reading");
    const { caseId } = await library.call("cases.find", { numberOrId: words[0]! });
    const [a, b] = moments.map((given) => momentFromText(given, library));
    const { orders } = await library.call("order.read", { caseId, pairs: a === undefined || b === undefined ? null : [[a, b]] });
    return answer({ caseId, orders: orderRows(orders, library) }, () => (orders.length === 0 ? [context.sentences.common("order.none")] : orderLines(orders, library, context)));
  },
});
