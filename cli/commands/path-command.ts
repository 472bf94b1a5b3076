// `path`: the way of an exhibit, a person or a vehicle from camera to camera, and whether there was time enough for it.

import type { CasePath } from "../../contract/path.ts";
import { durationText } from "../../contract/time-text.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { caseIdOf } from "../case-lookup.ts";
import type { OpenLibrary } from "../open-library.ts";
import { required, text, wholeNumber } from "../options.ts";

function pathLines({ stops, legs }: CasePath, library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  if (stops.length === 0) return [sentences.say("results.pathNoStops")];
  const legTo = new Map(legs.map((leg) => [leg.toStop, leg]));
  const metres = (m: number): string => String(Math.round(m));
  return stops.flatMap((stop, i) => {
    const leg = legTo.get(i);
    const legLine = leg === undefined ? [] : [sentences.say("results.pathLeg", {
      distance: metres(leg.distanceM), elapsed: durationText(Math.abs(leg.elapsedMs)), speed: leg.speedKmh === null ? sentences.orNothing(null) : leg.speedKmh.toFixed(1),
      least: leg.leastKmh === null ? sentences.orNothing(null) : leg.leastKmh.toFixed(1), verdict: sentences.word("pathVerdict", leg.isPlausible === null ? "unknown" : leg.isPlausible ? (leg.pace ?? "unknown") : "implausible"),
    }), ...(leg.isOrderEstablished ? [] : [sentences.say("results.pathUnsure")])];
    return [
      ...legLine.map((line) => `  ${line}`),
      `${sentences.time(stop.startMs, library.timezone)} ${sentences.uncertainty(stop.uncertaintyMs)} · ${stop.cameraName} · ${stop.label}${stop.lat === null ? ` · ${sentences.say("results.pathNoPlace")}` : ""}`,
    ];
  });
}

export const path = command({
  name: "path",
  options: {
    case: required(text("N", "case")), exhibit: wholeNumber("ID", "exhibit", 1), subject: text("LABEL", "pathSubject"), "max-kmh": wholeNumber("N", "pathLimit", 1, 10_000),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    const found = await library.call("map.path", {
      caseId: await caseIdOf(library, options.case), exhibitId: options.exhibit, subject: options.subject, limitKmh: options["max-kmh"],
    });
    const row = { ...found, stops: found.stops.map((stop) => ({ ...stop, startIso: library.iso(stop.startMs), endIso: library.iso(stop.endMs) })) };
    return answer(row, () => pathLines(found, library, context));
  },
});
