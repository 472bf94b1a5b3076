// The viewer's pages beside the player: the case, its clocks, files, gaps, and how to check the bundle without us.

import { cameraWithId } from "../../contract/bundle-names.ts";
import type { BundleCase, BundlePin } from "../../contract/bundle.ts";
import { displayTime, doubledSecondsText, durationText } from "../../contract/time-text.ts";
import { element, hrefFromPath, table } from "./element.ts";
import type { Words } from "./words.ts";

function list(rows: readonly (readonly [string, string | null])[]): HTMLElement {
  return element("dl", {}, ...rows.flatMap(([term, value]) => (value === null || value === "" ? [] : [element("dt", {}, term), element("dd", {}, value)])));
}

export function casePanel(facts: BundleCase, words: Words): HTMLElement {
  const { say } = words;
  const { case: theCase } = facts;
  const period = theCase.periodFromMs === null || theCase.periodToMs === null ? null
    : `${displayTime(theCase.periodFromMs, facts.timezone)} – ${displayTime(theCase.periodToMs, facts.timezone)}`;
  return element("section", {}, list([
    [say("caseNumber"), theCase.number], [say("cause"), theCase.cause], [say("place"), theCase.place], [say("period"), period],
    [say("officers"), words.listed(theCase.officers)],
    [say("subjects"), facts.subjects.map((subject) => [subject.label, subject.plate, words.code("subject", subject.kind)].filter((part) => part !== null).join(" · ")).join("; ")],
    [say("madeBy"), [facts.exportedBy.name, facts.exportedBy.unit, facts.exportedBy.number].filter((part) => part !== null).join(" · ")],
    [say("madeAt"), displayTime(facts.exportedMs, facts.timezone)],
  ]), element("p", {}, element("a", { href: "data/report.html" }, say("report"))));
}

export function clocksPanel(facts: BundleCase, words: Words): HTMLElement {
  const { say } = words;
  return table([say("camera"), say("clocks")], facts.cameras.map((camera) => {
    const readings = camera.epochs.flatMap((epoch) => epoch.readings);
    const text = readings.map((reading) => element("div", {}, `${say("reading", { camera: displayTime(reading.cameraMs, facts.timezone), true: displayTime(reading.trueMs, facts.timezone) })} ${doubledSecondsText(reading.uncertaintyMs)}`));
    return [cameraWithId(facts.cameras, camera.cameraId), readings.length === 0 ? element("span", { class: "warn" }, say("noReadings")) : element("div", {}, ...text)];
  }));
}

export function filesPanel(facts: BundleCase, words: Words): HTMLElement {
  const { say } = words;
  return table([say("files"), say("source"), say("sha256")], facts.files.map((file) => [
    element("a", { href: hrefFromPath(file.path) }, file.path),
    element("div", {}, say(file.role), element("div", { class: "quiet" }, file.originalPath ?? file.derivation?.command ?? "")),
    element("code", {}, file.sha256),
  ]));
}

export function gapsPanel(facts: BundleCase, words: Words): HTMLElement {
  if (facts.gaps.length === 0) return element("p", {}, words.say("noGaps"));
  return table([words.say("camera"), words.say("period"), words.say("length"), words.say("causes")], facts.gaps.map((gap) => [
    cameraWithId(facts.cameras, gap.cameraId), `${displayTime(gap.startMs, facts.timezone)} – ${displayTime(gap.endMs, facts.timezone)}`, durationText(gap.endMs - gap.startMs), words.code("gap", gap.cause),
  ]));
}

export function checkPanel(facts: BundleCase, words: Words): HTMLElement {
  const { say } = words;
  return element("section", {},
    element("p", {}, say("checkText")),
    element("h3", {}, say("checkLinux")), element("pre", {}, "sha256sum -c manifest-sha256.txt\nsha256sum tagmanifest-sha256.txt"),
    element("h3", {}, say("checkWindows")), element("pre", {}, "certutil -hashfile tagmanifest-sha256.txt SHA256"),
    element("p", {}, say("checkManifest"), " ", element("code", {}, "tagmanifest-sha256.txt")),
    element("h3", {}, say("custody")), element("p", {}, say("custodyText", { entries: facts.custody.entries, head: facts.custody.head ?? "" })));
}

/** What is known of the shown pin: times, camera's claim, sources with fingerprints. */
export function pinPanel(facts: BundleCase, pin: BundlePin, words: Words): HTMLElement {
  const { say } = words;
  return element("section", {},
    list([
      [say("camera"), `${pin.cameraName} (${pin.cameraId})`],
      [say("trueTime"), `${displayTime(pin.startMs, facts.timezone)} – ${displayTime(pin.endMs, facts.timezone)} ${pin.uncertaintyMs === null ? say("uncorrected") : doubledSecondsText(pin.uncertaintyMs)}`],
      [say("cameraTime"), `${displayTime(pin.cameraStartMs, facts.timezone)} – ${displayTime(pin.cameraEndMs, facts.timezone)}`],
      [say("length"), durationText(pin.endMs - pin.startMs)],
    ]),
    pin.note === null ? null : element("p", { class: "note" }, pin.note),
    ...pin.sources.map((source) => element("p", { class: "quiet" }, words.pair({ name: say("source"), what: source.originalPath ?? source.playablePath ?? "" }), element("br"), element("code", {}, source.sha256 ?? ""))),
    ...pin.gaps.map((gap) => element("p", { class: "warn" }, words.pair({ name: `${displayTime(gap.startMs, facts.timezone)} – ${displayTime(gap.endMs, facts.timezone)}`, what: say("gapInside", { cause: words.code("gap", gap.cause) }) }))));
}
