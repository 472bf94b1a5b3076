// `clock read`: what the clock burnt into the picture shows, beside what the file says. It proposes; `clock add` and `files
// place` are what a person does with it.

import { pictureClockResult, type PictureClockResult } from "../../contract/picture-clock.ts";
import { doubledSecondsText } from "../../contract/time-text.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import type { OpenLibrary } from "../open-library.ts";
import { invalidOption, required, text, time } from "../options.ts";

function regionFrom(given: string): { x: number; y: number; w: number; h: number } {
  const numbers = given.split(",").map(Number);
  const [x, y, w, h] = numbers;
  const isRegion = numbers.length === 4 && numbers.every((one) => one >= 0 && one <= 1) && w! > 0 && h! > 0 && x! + w! <= 1.000001 && y! + h! <= 1.000001;
  if (!isRegion) throw invalidOption("region", given, "region");
  return { x: x!, y: y!, w: w!, h: h! };
}

function lines(found: PictureClockResult, library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  const common = sentences.common.bind(sentences);
  if (found.reason === "two-clocks") {
    const place = ({ x, y, w, h }: (typeof found.clocks)[number]["region"]): string => [x, y, w, h].map((one) => one.toFixed(3)).join(",");
    return [sentences.say("results.clockReadTwo"), ...found.clocks.map((clock) => `${sentences.time(clock.cameraMs, library.timezone)}  --region ${place(clock.region)}`)];
  }
  if (found.reason === "ambiguous") return [sentences.say("results.clockReadAmbiguous"), ...found.clocks.map((clock) => sentences.time(clock.cameraMs, library.timezone))];
  if (found.cameraMs === null || found.differenceMs === null) return [sentences.say(`results.clockRead${WORDS_OF_REASON[found.reason ?? "not-readable"]}`)];
  const facts = { shown: sentences.time(found.cameraMs, library.timezone), file: sentences.time(found.fileMs, library.timezone), range: doubledSecondsText(found.uncertaintyMs ?? 0), votes: found.votes };
  const notes = [
    ...(found.precision === "minute" ? [sentences.say("results.clockReadMinute")] : found.precision === "minute-change" ? [sentences.say("results.clockReadMinuteChange")] : []),
    ...(found.isDayOfFile ? [sentences.say("results.clockReadDayOfFile")] : []),
  ];
  if (found.state === "agrees") return [sentences.say("results.clockReadAgrees", facts), ...notes];
  return [sentences.say("results.clockReadProposed", { ...facts, amount: lengthWords(found.differenceMs, common) }), ...notes, sentences.say("results.clockReadNext")];
}

const WORDS_OF_REASON = {
  "no-clock": "None", "not-readable": "Unsure", "too-short": "Short", "stands-still": "Still", jumps: "Jumps",
} as const;

export const clockRead = command({
  name: "clock read",
  options: { camera: required(text("ID", "camera")), at: time("clockReadAt"), region: text("x,y,w,h", "clockRegion") },
  run: async (context, options) => {
    const region = options.region === null ? null : regionFrom(options.region);
    const library = await context.openLibrary("reading");
    const { jobId } = await library.call("osd.start", { cameraId: options.camera, atMs: library.trueFromText(options.at), region });
    const found = pictureClockResult.parse(await library.resultOfJob(jobId));
    const row = { ...found, cameraIso: library.iso(found.cameraMs), fileIso: library.iso(found.fileMs), trueIso: library.iso(found.trueMs) };
    return answer(row, () => lines(found, library, context));
  },
});
