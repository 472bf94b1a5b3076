// The sentence about an order of two moments, made once for window, report, viewer and command line: each brings its own
// way to look a word up. The facts are contract/order.ts.

import type { MomentOrder, OrderedMoment } from "../../contract/order.ts";
import { lengthParts, type LengthRounding } from "../../contract/time-text.ts";
import type { length, order } from "./en/order.ts";

/** Words of the namespace `common`. */
export type OrderWord = `order.${keyof typeof order}` | `length.${keyof typeof length}`;
export type SayOrder = (word: OrderWord, params?: Readonly<Record<string, string>>) => string;

/** `2 min 7 s`. A margin is rounded down and a need up: neither is ever told better than it is. */
export function lengthWords(lengthMs: number, say: SayOrder, rounding: LengthRounding = "nearest"): string {
  const { form, params } = lengthParts(lengthMs, rounding);
  return say(`length.${form}`, params);
}

/** What told one or two moments, each named once: a camera, or whoever told a time that no camera showed. */
function namesOf(moments: readonly OrderedMoment[], joint: "order.or" | "order.and", say: SayOrder): string {
  const [one = "", other] = new Set(moments.map((moment) => moment.cameraName ?? say("order.toldTime")));
  return other === undefined ? one : say(joint, { one, other });
}

function unknownSentence({ a, b }: MomentOrder, say: SayOrder): string {
  const unknown = [a, b].filter((moment) => moment.uncertaintyMs === null);
  if (unknown.some((moment) => moment.cameraId === null)) return say("order.no-camera");
  return say("order.clock-unknown", { clocks: namesOf(unknown, "order.and", say) });
}

/** `established, unless camera 3 or camera 5 is wrong by more than 41 s`; or why it is not. Which is first is not its matter. */
export function orderSentence(found: MomentOrder, say: SayOrder): string {
  if (!found.established) {
    if (found.reason === "clock-unknown") return unknownSentence(found, say);
    return say(found.isSameClock ? "order.files-too-close" : "order.too-close", {
      apart: lengthWords(found.deltaMs, say), needed: lengthWords(found.neededMs ?? 0, say, "up"),
    });
  }
  if (found.marginMs === null) return say("order.sameClock");
  const sentence = say("order.established", { clocks: namesOf([found.a, found.b], "order.or", say), margin: lengthWords(found.marginMs, say, "down") });
  return found.isTurnedByClocks ? say("order.turned", { sentence }) : sentence;
}
