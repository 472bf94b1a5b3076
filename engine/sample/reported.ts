// What is known of the sample case before anybody looks at the footage: what the passenger says, the call that she made, and
// what an officer wrote down of one recorder's clock. All of it could be known without truth.ts; none of it tells the taking.

import type { InputOf } from "../../contract/methods.ts";
import { timeParts } from "../../contract/time-text.ts";
import { asTrueMs } from "../../contract/time.ts";
import { cameraFromTrue, SAMPLE_CAMERAS } from "./cameras.ts";
import { trueMsOf } from "./story.ts";
import type { SampleTruth } from "./truth.ts";

export type SampleLang = "zh-CN" | "en";

/** The recorder whose clock nobody has entered yet: two minutes fast. All others were read when the copies were made. */
export const UNREAD_CAMERA = "SJM-02";

const ZONE = "Asia/Shanghai";
const MINUTE_S = 60;
/** A minute of the story's clock as people name it, 13:50 being its beginning. */
const minute = (hour: number, minutes: number) => asTrueMs(trueMsOf(((hour - 13) * 60 + minutes - 50) * MINUTE_S));
/** When the copies were made, and both displays photographed. */
const COPIED_MS = asTrueMs(Date.UTC(2024, 10, 15, 9, 30, 0));
const PHOTO_UNCERTAINTY_MS = 408;

const secondText = (ms: number): string => {
  const { date, time } = timeParts(ms, ZONE);
  return `${date} ${time}`;
};

type CaseTexts = Pick<SampleTruth["case"], "title" | "cause" | "place">;

/** What the case and its exhibit are called in English; the Chinese is the truth's own. */
const ENGLISH: CaseTexts & { readonly exhibit: string } = {
  title: "Dried shrimp stolen from a taxi, Shenjiamen fishing port", cause: "theft",
  place: "Taxi rank before the dried-seafood shop, Shenjiamen fishing port", exhibit: "Dried shrimp (large bags)",
};

export function caseTexts({ case: suggested }: SampleTruth, lang: SampleLang): CaseTexts {
  return lang === "en" ? ENGLISH : suggested;
}

export function exhibitName(name: string, lang: SampleLang): string {
  return lang === "en" ? ENGLISH.exhibit : name;
}

/** English names and sites of the cameras; what is burnt into their pictures stays Chinese. */
const ENGLISH_CAMERAS: Readonly<Record<string, readonly [name: string, site: string]>> = {
  "SJM-01": ["Seafood shop door", "Shenjiamen fishing port"], "SJM-02": ["Taxi rank", "Shenjiamen fishing port"], "SJM-03": ["Across from the rank", "Shenjiamen fishing port"],
  "SJM-04": ["Port gate", "Shenjiamen fishing port"], "SJM-05": ["Donggang junction", "Donggang junction"], "SJM-06": ["Haiyin junction", "Haiyin junction"],
  "PT-01": ["Compound gate", "Putuo Jiayuan compound"],
};

/** The sample's camera list (truth.ts: no cell of it has a comma) with names and sites in a language. */
export function cameraList(csv: string, lang: SampleLang): string {
  if (lang !== "en") return csv;
  return csv.split("\n").map((row) => {
    const [cameraId = "", , , ...others] = row.split(",");
    const english = ENGLISH_CAMERAS[cameraId];
    return english === undefined ? row : [cameraId, ...english, ...others].join(",");
  }).join("\n");
}

type StatementTexts = Omit<InputOf<"statements.add">, "caseId">;
type FactTexts = Omit<InputOf<"facts.add">, "caseId">;

/** What the passenger says, in her words. */
export function reportedStatements(lang: SampleLang): readonly StatementTexts[] {
  const passenger = { speaker: lang === "en" ? "passenger" : "女乘客", kind: "victim" as const, madeMs: minute(15, 10) };
  const words = lang === "en"
    ? ["I saw them put in the boot, all five bags of shrimp, at the taxi rank.", "The boot stayed shut on the way, and the car did not stop anywhere to open it.", "They were still in it when we left: five bags."]
    : ["我看着五袋虾皮在出租车候客区都放进了后备厢。", "路上后备厢一直关着，中途没有停车开过。", "我们开车离开的时候，五袋都还在后备厢里。"];
  return [
    { ...passenger, text: words[0]!, fromMs: minute(13, 57), toMs: minute(14, 0) },
    { ...passenger, text: words[1]!, fromMs: minute(14, 3), toMs: minute(14, 12) },
    { ...passenger, text: words[2]!, fromMs: minute(14, 2), toMs: minute(14, 3) },
  ];
}

/** The call, and the note of the recorder's clock. */
export function reportedFacts(lang: SampleLang): readonly FactTexts[] {
  const camera = SAMPLE_CAMERAS.find(({ cameraId }) => cameraId === UNREAD_CAMERA)!;
  const [beijing, shown] = [secondText(COPIED_MS), secondText(cameraFromTrue(camera.clock, COPIED_MS))];
  return [
    {
      kind: "event", fromMs: minute(14, 12), toMs: minute(14, 15), uncertaintyMs: MINUTE_S * 500,
      text: lang === "en" ? "Call to 110: at the gate of the compound (camera PT-01) the boot is opened, and only three bags are in it." : "报警：在小区大门（摄像机 PT-01）打开后备厢，里面只有三袋。",
      source: lang === "en" ? "record of the 110 call" : "110 接警记录", place: lang === "en" ? "Putuo Jiayuan compound" : "普陀家园小区大门",
    },
    {
      kind: "fact", fromMs: COPIED_MS, toMs: null, uncertaintyMs: PHOTO_UNCERTAINTY_MS,
      text: lang === "en"
        ? `When the copy was made, at ${beijing} Beijing time, the recorder of ${UNREAD_CAMERA} showed ${shown}. A photo shows both.`
        : `拷贝录像时，北京时间 ${beijing}，${UNREAD_CAMERA} 的录像机显示 ${shown}，两者同框拍照。`,
      source: lang === "en" ? "intake record" : "提取记录", place: null,
    },
  ];
}
