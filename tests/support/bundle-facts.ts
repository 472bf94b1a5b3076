// Facts of a bundle, made without a library: a case as the sample's observations give it, and one in which every text is the
// same hostile one. What follows from observations is reasoned out by the engine itself.

import { BUNDLE_FORMAT, type BundleCase, type BundleFile, type BundlePin } from "../../contract/bundle.ts";
import type { MomentOrder } from "../../contract/order.ts";
import { asCameraMs, asTrueMs } from "../../contract/time.ts";
import { continuityOf } from "../../engine/cases/continuity.ts";
import type { PlacedObservation } from "../../engine/cases/sights.ts";
import { T0 } from "./made-library.ts";

/** Texts that are no markup, no second line and no other direction, whatever they look like. */
export const HOSTILE = [
  `</script><img src=x onerror=alert(1)>`, `</style><script>alert(1)</script>`, `<!--<script>`, `]]><svg onload=alert(1)>`, `" onmouseover="alert(1)`, `' autofocus onfocus='alert(1)`,
  `&lt;b&gt;`, `%SCRIPT%%FACTS%%CSP%`, `$&$1$\``, `\u202egpj.exe\u202c`, `\u200fabc\u2066x\u2069`, `a\u2028b\u2029c`, `half \ud800 pair \udc00`, `line\r\nInjected-Label: yes\r\n`, `nul\u0000bell\u0007esc\u001b[31m`,
  `{{t}} $t(report:title)`,
] as const;

/** Every text of a bundle's facts set to one hostile text. */
export function factsWith(text: string, lang: "zh-CN" | "en" = "en"): BundleCase {
  const path = "data/footage/c1/a.mp4";
  const file: BundleFile = {
    path, role: "original", sizeBytes: 1, sha256: "0".repeat(64), originalPath: `/footage/${text}`, originalPathBytes: null, cameraId: text, container: "mp4", videoCodec: "h264",
    durationMs: 1_000, framesPerSecond: 25, time: { source: "name", basis: "local", confidence: "high", startCameraMs: asCameraMs(T0) },
    derivation: null, problems: [{ code: "duplicate-content", params: { duplicateOf: text } }],
  };
  const cut: BundleFile = { ...file, path: "data/clips/c1/pin-1-1.mp4", role: "cut", derivation: { sourcePath: null, sourceSha256: "1".repeat(64), command: text, tool: text, isTranscoded: false, leadMs: 40 } };
  const pin: BundlePin = {
    pinId: 1, caseId: 1, cameraId: text, cameraName: text, title: text, note: text, tags: [text], startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 1_000),
    cameraStartMs: asCameraMs(T0), cameraEndMs: asCameraMs(T0 + 1_000), uncertaintyMs: null, gaps: [], by: text, createdMs: T0,
    sources: [{ originalPath: path, playablePath: path, playableStartMs: 0, playableEndMs: 1_000, stillPath: `data/stills/pin-1-1.jpg`, sha256: null, mediaStartMs: 0, mediaEndMs: 1_000, startPts: 0, endPts: 1, timeBase: "1/90000", startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 1_000) }],
  };
  return {
    format: BUNDLE_FORMAT, generator: "Quayline", exportedMs: T0, exportedBy: { name: text, unit: text, number: text }, lang, timezone: "Asia/Shanghai",
    case: { number: text, cause: text, title: text, place: text, periodFromMs: asTrueMs(T0), periodToMs: asTrueMs(T0 + 1_000), officers: [text, text], createdMs: T0 },
    cameras: [{ cameraId: text, name: text, site: text, lat: null, lon: null, crs: null, recorder: text, channel: text, gb28181: text, timezone: null, epochs: [{ epochId: 1, errorMs: 0, driftPpm: null, uncertaintyMs: 1, holds: null, readings: [{ readingId: 1, cameraMs: asCameraMs(T0), trueMs: asTrueMs(T0), uncertaintyMs: 1, method: text, by: text, atMs: T0, tie: null }] }] }],
    files: [file, cut], pins: [pin], orders: [orderWith(text)], exhibits: [{ exhibitId: 1, name: text, kind: text, count: 3, note: text, createdMs: T0 }],
    observations: [{ observationId: 1, exhibitId: 1, firstId: 1, revisesId: null, reason: text, holderId: null, containerId: null, statementId: null, uncertaintyMs: null, atMs: asTrueMs(T0), toMs: null, state: "seen", count: 3, cameraId: text, place: text, holder: text, container: text, note: text, cameraMs: null, by: text, createdMs: T0 }],
    subjects: [{ subjectId: 1, caseId: 1, kind: "person", label: text, plate: text, note: text, removedMs: null, createdMs: T0 }],
    statements: [{
      statementId: 1, caseId: 1, speaker: text, speakerId: null, kind: "victim", text, madeMs: null, fromMs: asTrueMs(T0), toMs: null, finding: "contradicted", pinIds: [1], note: text,
      assessments: [], removedMs: null, by: text, createdMs: T0,
    }],
    facts: [{ factId: 1, caseId: 1, kind: "assumption", text, fromMs: null, toMs: null, uncertaintyMs: null, timeText: text, place: text, source: text, cameraId: text, exhibitId: 1, subjectId: 1, removedMs: null, by: text, createdMs: T0 }],
    story: [{
      sectionId: 1, caseId: 1, position: 1, title: text, text: `${text} [[pin:1]] ${text}`, removedMs: null, changedMs: T0,
      citations: [{ token: "[[pin:1]]", kind: "pin", citedId: 1, title: text, startMs: asTrueMs(T0), endMs: null, uncertaintyMs: null, cameraId: text }],
    }],
    continuity: [{
      exhibitId: 1, count: 3, spans: [], gaps: [], contradictions: [{ code: "count-rises", observationIds: [1], statementId: null, atMs: asTrueMs(T0), fromCount: 1, toCount: 2, marginMs: null }], warnings: [],
      loss: [{
        fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + 1), fromCount: 3, toCount: 1, fromUncertaintyMs: null, toUncertaintyMs: 1, marginMs: 5, isOrderEstablished: true, restsOnStatement: true,
        fromRestsOnStatement: true, toRestsOnStatement: false, footageOnly: null, fromObservationId: 1, toObservationId: 1, place: text, isPlaceAssumed: false, isFromElsewhere: false, alsoSeen: [],
        footage: [], blindMs: 1, blind: [], pins: [],
      }],
    }],
    gaps: [{ cameraId: text, startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 1), cause: "no-footage" }], custody: { entries: 1, head: "2".repeat(64) }, uncertaintyNote: { meaning: "one-standard-deviation" },
  };
}

function orderWith(text: string): MomentOrder {
  const moment = { kind: "pin", pinId: 1, observationId: null, factId: null, statementId: null, label: text, cameraId: text, cameraName: text, trueMs: asTrueMs(T0), cameraMs: asCameraMs(T0), uncertaintyMs: null } as const;
  return { a: moment, b: moment, deltaMs: 0, established: false, first: null, reason: "clock-unknown", marginMs: null, neededMs: null, isSameClock: false, isTurnedByClocks: false };
}

/** 2024-11-15 13:58:00 +08:00. */
const SAMPLE_MS = Date.UTC(2024, 10, 15, 5, 58);
const at = (seconds: number) => asTrueMs(SAMPLE_MS + seconds * 1_000);

interface SampleObservation extends Partial<Omit<PlacedObservation, "atMs" | "toMs">> { readonly exhibitId: number; readonly s: number; readonly toS?: number; readonly note?: string }

const SAMPLE_OBSERVATIONS: readonly SampleObservation[] = [
  { exhibitId: 1, s: 47, toS: 72, count: 5, cameraId: "SJM-02", container: "后备厢" },
  { exhibitId: 1, s: 47, toS: 72, count: 5, cameraId: "SJM-03", container: "后备厢" },
  { exhibitId: 1, s: 74, toS: 144, state: "contained", count: 5, cameraId: "SJM-02", container: "后备厢" },
  { exhibitId: 1, s: 146, toS: 149, count: 5, cameraId: "SJM-03", container: "后备厢" },
  { exhibitId: 1, s: 146, toS: 149, count: 5, cameraId: "SJM-02", container: "后备厢" },
  { exhibitId: 1, s: 153, toS: 161, state: "carried", count: 2, cameraId: "SJM-02", holder: "司机", note: "both hands" },
  { exhibitId: 1, s: 153, toS: 173, count: 3, cameraId: "SJM-02", container: "后备厢" },
  { exhibitId: 1, s: 165, count: 2, cameraId: "SJM-03", place: "前座" },
  { exhibitId: 1, s: 372, toS: 400, state: "contained", count: 3, cameraId: "SJM-04", container: "后备厢" },
  { exhibitId: 1, s: 885, toS: 975, count: 3, cameraId: "PT-01", container: "后备厢" },
  { exhibitId: 2, s: 30, count: 1, statementId: 1, place: "手提包" },
  { exhibitId: 2, s: 400, count: 1, cameraId: "SJM-04", place: "柜台" },
  { exhibitId: 2, s: 400.2, count: 1, cameraId: "PT-01", place: "手提包" },
  { exhibitId: 2, s: 960, state: "absent", statementId: 3, place: "手提包" },
];
const SAMPLE_UNCERTAINTY_MS: Readonly<Record<string, number | null>> = { "SJM-02": 423, "SJM-03": 617, "SJM-04": 900, "PT-01": null };

/** The shrimp case as a bundle would tell it: two exhibits, statements, facts with and without a time, a story that cites. No footage lies beside it. */
export function sampleFacts(lang: "zh-CN" | "en"): BundleCase {
  const plain = factsWith("plain", lang);
  const placed = SAMPLE_OBSERVATIONS.map(({ exhibitId, s, toS, note, ...more }, i) => ({
    exhibitId, note: note ?? null,
    observation: {
      observationId: i + 1, atMs: at(s), toMs: toS === undefined ? null : at(toS), state: "seen", count: null, cameraId: null, site: null, place: null, holder: null, container: null, statementId: null,
      uncertaintyMs: more.cameraId == null ? null : SAMPLE_UNCERTAINTY_MS[more.cameraId]!, clock: more.cameraId ?? null, ...more,
    } satisfies PlacedObservation,
  }));
  const pin = (pinId: number, title: string, cameraId: string, s: number, lengthS: number): BundlePin => ({
    ...plain.pins[0]!, pinId, title, note: null, tags: [], cameraId, cameraName: cameraId, startMs: at(s), endMs: at(s + lengthS), cameraStartMs: asCameraMs(at(s)), cameraEndMs: asCameraMs(at(s + lengthS)),
    uncertaintyMs: SAMPLE_UNCERTAINTY_MS[cameraId]!, sources: [],
  });
  const pins = [pin(1, "五袋装入后备厢", "SJM-02", 47, 25), pin(2, "司机取走两袋", "SJM-02", 153, 20), pin(3, "下车处：三袋", "PT-01", 885, 90)];
  const statement = (statementId: number, text: string, kind: "victim" | "suspect", finding: "confirmed" | "contradicted" | null, pinIds: number[]) => ({
    ...plain.statements[0]!, statementId, speaker: kind === "victim" ? "陈某" : "司机", kind, text, fromMs: at(30), toMs: at(200), madeMs: at(90_000), finding, pinIds, note: finding === "contradicted" ? "画面中后备厢两次开启。" : null,
    assessments: finding === "contradicted" ? [{ assessmentId: 1, finding: "not-observable" as const, pinIds: [], note: "先看了另一机位", by: "王警官", createdMs: at(91_000) }, { assessmentId: 2, finding, pinIds, note: null, by: "王警官", createdMs: at(92_000) }] : [],
  });
  const fact = { ...plain.facts[0]!, timeText: null, place: null, uncertaintyMs: null, cameraId: null, exhibitId: null, subjectId: null };
  return {
    ...plain,
    case: { ...plain.case, number: "舟普公（沈）立字〔2024〕115号", cause: "盗窃", title: "沈家门渔港虾皮失窃案", place: "沈家门渔港", periodFromMs: at(0), periodToMs: at(1_200), officers: ["王警官", "李警官"] },
    cameras: ["SJM-02", "SJM-03", "SJM-04", "PT-01"].map((cameraId) => ({ ...plain.cameras[0]!, cameraId, name: cameraId === "PT-01" ? "下车处" : cameraId, site: "沈家门", epochs: cameraId === "PT-01" ? [] : plain.cameras[0]!.epochs })),
    pins, orders: [], files: [],
    exhibits: [{ ...plain.exhibits[0]!, exhibitId: 1, name: "虾皮", kind: "食品", count: 5, note: null }, { ...plain.exhibits[0]!, exhibitId: 2, name: "钱包", kind: null, count: 1, note: null }],
    observations: placed.map(({ exhibitId, note, observation: { site: _site, clock: _clock, ...observation } }) => ({ ...plain.observations[0]!, reason: null, ...observation, exhibitId, note, firstId: observation.observationId, cameraMs: null })),
    statements: [statement(1, "我看着他们把五袋虾皮放进后备厢。", "victim", "confirmed", [1]), statement(2, "后备厢一路没有开过。", "suspect", "contradicted", [1, 2, 99]), statement(3, "下车时我没注意。", "victim", null, [])],
    facts: [{ ...fact, factId: 1, kind: "fact", text: "付款 486 元", fromMs: at(20), uncertaintyMs: 500, source: "支付记录" }, { ...fact, factId: 2, kind: "assumption", text: "司机在等她买烟", fromMs: at(150), toMs: at(180), source: null }, { ...fact, factId: 3, kind: "event", text: "有人听见关后备厢的声音", timeText: "午饭后", source: "走访" }],
    story: [{
      ...plain.story[0]!, sectionId: 1, position: 1, title: "丢失经过", text: "五袋在 [[pin:1]] 中全部可见；随后 [[pin:2]]。陈某称“[[statement:1]]”，与录像相符。\n付款见 [[fact:1]]；[[pin:77]] 已删除；[[exhibit:1]] 最后一次看见见 [[observation:5]]。",
      citations: [
        { token: "[[pin:1]]", kind: "pin", citedId: 1, title: "五袋装入后备厢", startMs: at(47), endMs: at(72), uncertaintyMs: 423, cameraId: "SJM-02" },
        { token: "[[pin:2]]", kind: "pin", citedId: 2, title: "司机取走两袋", startMs: at(153), endMs: at(173), uncertaintyMs: 423, cameraId: "SJM-02" },
        { token: "[[statement:1]]", kind: "statement", citedId: 1, title: "陈某", startMs: null, endMs: null, uncertaintyMs: null, cameraId: null },
        { token: "[[fact:1]]", kind: "fact", citedId: 1, title: "付款 486 元", startMs: at(20), endMs: null, uncertaintyMs: 500, cameraId: null },
        { token: "[[pin:77]]", kind: "pin", citedId: 77, title: null, startMs: null, endMs: null, uncertaintyMs: null, cameraId: null },
        { token: "[[exhibit:1]]", kind: "exhibit", citedId: 1, title: "虾皮", startMs: null, endMs: null, uncertaintyMs: null, cameraId: null },
        { token: "[[observation:5]]", kind: "observation", citedId: 5, title: "虾皮 · 5", startMs: at(146), endMs: at(149), uncertaintyMs: 423, cameraId: "SJM-02" },
      ],
    }],
    continuity: [1, 2].map((exhibitId) => {
      const bare = continuityOf(placed.filter((each) => each.exhibitId === exhibitId).map(({ observation }) => observation), exhibitId === 1 ? 5 : 1);
      return {
        exhibitId, ...bare,
        loss: bare.loss.map((loss) => ({
          ...loss, blindMs: 1_000, blind: [{ startMs: loss.fromMs, endMs: asTrueMs(loss.fromMs + 1_000), causes: [{ cameraId: "SJM-03", cause: "recorder-gap" as const }] }],
          footage: [{ cameraId: "SJM-02", basis: "observed" as const, startMs: loss.fromMs, endMs: loss.toMs, watchedMs: 2_000, watchers: [{ by: "王警官", watchedMs: 2_000 }] }, { cameraId: "SJM-03", basis: "map" as const, startMs: asTrueMs(loss.fromMs + 1_000), endMs: loss.toMs, watchedMs: 0, watchers: [] }],
          pins: [{ pinId: 1, relation: "before" as const, marginMs: 77_000 }, { pinId: 2, relation: "inside" as const, marginMs: null }, { pinId: 3, relation: "not-established" as const, marginMs: null }],
        })),
      };
    }),
    gaps: [{ cameraId: "SJM-03", startMs: at(149), endMs: at(150), cause: "recorder-gap" }],
  };
}
