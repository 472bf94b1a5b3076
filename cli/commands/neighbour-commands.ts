// `neighbours list`, `neighbours set` and `follow`: which camera comes next in a direction, and when one would be there.

import type { Arrival } from "../../contract/neighbours.ts";
import { answer, command } from "../command.ts";
import type { OpenLibrary } from "../open-library.ts";
import type { CommandContext } from "../command-context.ts";
import { flag, required, text, time, wholeNumber } from "../options.ts";

const S = 1_000;

export const neighboursList = command({
  name: "neighbours list",
  options: { camera: text("ID", "camera") },
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    const { neighbours } = await library.call("cameras.neighbours", {});
    const rows = neighbours.filter(({ cameraId }) => options.camera === null || cameraId === options.camera);
    return answer(rows, () => (rows.length === 0 ? [context.sentences.say("results.noNeighbours")] : rows.map(({ cameraId, direction, toCameraId }) => `${cameraId} · ${direction} → ${toCameraId}`)));
  },
});

export const neighboursSet = command({
  name: "neighbours set",
  options: {
    camera: required(text("ID", "camera")), to: required(text("ID", "neighbourTo")), direction: required(text("TEXT", "neighbourDirection")),
    "travel-s": wholeNumber("N", "neighbourTravel", 0, 86_400), "speed-kmh": wholeNumber("N", "neighbourSpeed", 1, 300), remove: flag("neighbourRemove"),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const { neighbours } = await library.call("cameras.neighbours", {});
    // The others of this camera stay, in their order; the same way to the same camera is said anew in its place.
    const own = neighbours.filter(({ cameraId }) => cameraId === options.camera);
    const said = { toCameraId: options.to, direction: options.direction, travelMs: options["travel-s"] === null ? null : options["travel-s"] * S, speedKmh: options["speed-kmh"] };
    const at = own.findIndex(({ toCameraId, direction }) => toCameraId === said.toCameraId && direction === said.direction);
    const next = options.remove ? own.filter((_, i) => i !== at) : at < 0 ? [...own, said] : own.map((each, i) => (i === at ? said : each));
    await library.call("cameras.setNeighbours", { cameraId: options.camera, neighbours: next.map(({ toCameraId, direction, travelMs, speedKmh }) => ({ toCameraId, direction, travelMs, speedKmh })) });
    return answer({ cameraId: options.camera, count: next.length }, () => [context.sentences.say("results.neighboursSet", { camera: options.camera, number: next.length })]);
  },
});

function arrivalLine({ direction, name, expectedMs, earliestMs, latestMs }: Arrival, library: OpenLibrary, { sentences }: CommandContext): string {
  const at = (ms: number | null): string => sentences.time(ms, library.timezone);
  return expectedMs === null ? sentences.say("results.followUnknown", { direction, camera: name }) : sentences.say("results.follow", { direction, camera: name, expected: at(expectedMs), earliest: at(earliestMs), latest: at(latestMs) });
}

export const follow = command({
  name: "follow",
  options: { camera: required(text("ID", "camera")), at: required(time("followAt")) },
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    const { arrivals } = await library.call("cameras.follow", { cameraId: options.camera, atMs: library.trueFromText(options.at) });
    const rows = arrivals.map((one) => ({ ...one, expectedIso: library.iso(one.expectedMs), earliestIso: library.iso(one.earliestMs), latestIso: library.iso(one.latestMs) }));
    return answer({ arrivals: rows }, () => (arrivals.length === 0 ? [context.sentences.say("results.noNeighbours")] : arrivals.map((one) => arrivalLine(one, library, context))));
  },
});
