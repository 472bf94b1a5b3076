// `watched`: how much of the footage of a stretch or of a case's time was on somebody's screen. What counts is docs/watched.md.

import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { answer, command } from "../command.ts";
import { CommandLineError } from "../command-line-error.ts";
import { text, texts, time } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

export const watched = command({
  name: "watched",
  options: { from: time("from"), to: time("to"), camera: texts("ID", "cameras"), case: text("N", "watchedCase") },
  run: async (context, options) => {
    const { sentences } = context;
    const { from, to } = options;
    if ((from === null) !== (to === null) || (from === null && options.case === null)) {
      throw new CommandLineError("option-missing", { name: from === null ? "from" : "to", placeholder: "T" });
    }
    const library = await context.openLibrary("reading");
    const caseId = options.case === null ? null : (await library.call("cases.find", { numberOrId: options.case })).caseId;
    const sum = await library.call("watched.sum", {
      caseId, cameraIds: options.camera.length === 0 ? null : [...options.camera],
      ranges: from === null || to === null ? null : [{ fromMs: library.trueFromText(from), toMs: library.trueFromText(to) }],
    });
    const length = (ms: number): string => lengthWords(ms, sentences.common.bind(sentences));
    const ranges = sum.ranges.map((range) => ({ ...range, startIso: library.iso(range.startMs), endIso: library.iso(range.endMs) }));
    return answer({ ...sum, ranges }, () => sum.footageMs === 0 ? [sentences.say("results.watchedNothing")] : [
      sentences.say("results.watchedSum", { footage: length(sum.footageMs), watched: length(sum.watchedMs) }),
      ...(sum.people.length === 0 ? [] : textTable(
        [left(sentences.say("columns.person")), right(sentences.say("columns.watched")), right(sentences.say("columns.focused"))],
        sum.people.map((person) => [person.name ?? sentences.say("results.unknownPerson"), length(person.watchedMs), length(person.focusedMs)]),
      )),
      ...textTable(
        [left(sentences.say("columns.camera")), right(sentences.say("columns.footage")), right(sentences.say("columns.watched"))],
        sum.cameras.map((camera) => [camera.cameraId, length(camera.footageMs), length(camera.watchedMs)]),
      ),
    ]);
  },
});
