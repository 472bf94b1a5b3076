// The words of the sample case: what happened at each moment, what a good case would pin, what the file is called.
// Seconds are those of story.ts.
import { BEATS } from "./story.ts";

interface Both {
  readonly zh: string;
  readonly en: string;
}

const QUAY = ["SJM-01", "SJM-02", "SJM-03"] as const;
const RANK = ["SJM-02", "SJM-03"] as const;
const b = BEATS;

export const STORY_EVENTS: readonly { readonly eventId: string; readonly s: number; readonly text: Both; readonly seenBy: readonly string[] }[] = [
  { eventId: "woman-enters-shop", s: b.womanEntersShop - 3, text: { zh: "女子走进海味店", en: "The woman walks into the dried-seafood shop" }, seenBy: QUAY },
  { eventId: "taxi-stops", s: b.taxiStopsAtRank, text: { zh: "出租车停到候客区", en: "The taxi stops at the rank" }, seenBy: QUAY },
  { eventId: "boot-opened", s: b.bootOpened, text: { zh: "司机打开后备厢", en: "The driver opens the boot" }, seenBy: QUAY },
  { eventId: "two-bags-in", s: b.secondBag, text: { zh: "女子放入第一、二袋虾皮", en: "The woman puts in bags one and two" }, seenBy: RANK },
  { eventId: "four-bags-in", s: b.fourthBag, text: { zh: "店主放入第三、四袋", en: "The shopkeeper puts in bags three and four" }, seenBy: RANK },
  { eventId: "five-bags-in", s: b.fifthBag, text: { zh: "女子放入第五袋，后备厢内共五袋", en: "The woman puts in bag five: five lie in the boot" }, seenBy: RANK },
  { eventId: "boot-shut", s: b.bootShut, text: { zh: "司机关上后备厢，五袋在内", en: "The driver shuts the boot on five bags" }, seenBy: RANK },
  { eventId: "woman-back-in-shop", s: b.womanBackInShop - 2, text: { zh: "女子返回店内", en: "The woman goes back into the shop" }, seenBy: QUAY },
  { eventId: "driver-opens-boot", s: b.driverOpensBoot, text: { zh: "司机趁女子不在，打开后备厢", en: "With the woman gone, the driver opens the boot" }, seenBy: QUAY },
  { eventId: "first-bag-taken", s: b.firstBagTaken, text: { zh: "司机拿出一袋", en: "The driver takes one bag out" }, seenBy: RANK },
  { eventId: "second-bag-taken", s: b.secondBagTaken, text: { zh: "司机拿出第二袋，后备厢内余三袋", en: "The driver takes a second bag: three are left" }, seenBy: RANK },
  { eventId: "bags-on-front-seat", s: b.bagsOnFrontSeat, text: { zh: "司机把两袋放到前座", en: "The driver puts both bags on the front seat" }, seenBy: RANK },
  { eventId: "driver-shuts-boot", s: b.driverShutsBoot, text: { zh: "司机关上后备厢，余三袋", en: "The driver shuts the boot on three bags" }, seenBy: RANK },
  { eventId: "woman-gets-in", s: b.womanGetsIn - 1, text: { zh: "女子上车", en: "The woman gets in" }, seenBy: QUAY },
  { eventId: "taxi-leaves", s: b.taxiLeaves, text: { zh: "出租车驶离", en: "The taxi drives off" }, seenBy: QUAY },
  { eventId: "at-port-gate", s: b.atPortGate, text: { zh: "出租车在渔港出入口停车，后备厢关闭", en: "The taxi stops at the port gate, boot shut" }, seenBy: ["SJM-04"] },
  { eventId: "at-junction", s: 970, text: { zh: "出租车在东港路口等红灯，后备厢关闭", en: "The taxi waits at the first junction, boot shut" }, seenBy: ["SJM-05"] },
  { eventId: "at-second-junction", s: 1117, text: { zh: "出租车通过海印路口，后备厢关闭", en: "The taxi passes the second junction, boot shut" }, seenBy: ["SJM-06"] },
  { eventId: "arrives", s: b.arrivesAtCompound, text: { zh: "出租车停在普陀家园大门外", en: "The taxi stops outside the compound" }, seenBy: ["PT-01"] },
  { eventId: "boot-opens-on-three", s: b.bootOpensOnThree, text: { zh: "后备厢打开，只有三袋", en: "The boot opens on three bags" }, seenBy: ["PT-01"] },
  { eventId: "woman-notices", s: b.womanNotices, text: { zh: "女子发现少了两袋", en: "The woman notices that two bags are missing" }, seenBy: ["PT-01"] },
  { eventId: "bags-on-ground", s: 1468.5, text: { zh: "三袋放到人行道上", en: "Three bags stand on the pavement" }, seenBy: ["PT-01"] },
  { eventId: "taxi-leaves-compound", s: b.taxiLeavesCompound, text: { zh: "出租车驶离小区大门", en: "The taxi leaves the compound" }, seenBy: ["PT-01"] },
];

export const SUGGESTED_CASE = {
  number: "舟普公（沈）立字〔2024〕1115号",
  cause: "盗窃",
  title: "沈家门渔港出租车内虾皮被盗案",
  place: "沈家门渔港海味店门前出租车候客区",
  officers: ["陈海波", "林佳"],
  exhibits: [{ name: "虾皮（大袋）", count: 5 }],
} as const;

export const PIN_DRAFTS: readonly { readonly cameraId: string; readonly fromS: number; readonly toS: number; readonly title: Both; readonly note: string | null }[] = [
  { cameraId: "SJM-02", fromS: 514, toS: 530, title: { zh: "第五袋放入，后备厢内共五袋", en: "Bag five goes in: five lie in the boot" }, note: "画面可逐袋清点：五袋。" },
  { cameraId: "SJM-03", fromS: 540, toS: 556, title: { zh: "五袋在内，司机关上后备厢", en: "Five bags, the driver shuts the boot" }, note: "最后一次由女子在场时见到五袋。" },
  { cameraId: "SJM-01", fromS: 556, toS: 568, title: { zh: "女子返回海味店", en: "The woman goes back into the shop" }, note: null },
  { cameraId: "SJM-02", fromS: 620, toS: 657, title: { zh: "司机打开后备厢取走两袋", en: "The driver opens the boot and takes two bags" }, note: "该录像机快约 127 秒：未校时会误认为发生在女子上车之后。" },
  { cameraId: "SJM-03", fromS: 624, toS: 657, title: { zh: "街对面：司机把两袋放到前座", en: "From across the street: two bags to the front seat" }, note: "该录像机慢 43 秒。" },
  { cameraId: "SJM-01", fromS: 708, toS: 722, title: { zh: "女子出店上车", en: "The woman comes out and gets in" }, note: null },
  { cameraId: "SJM-02", fromS: 728, toS: 744, title: { zh: "出租车驶离，后备厢关闭", en: "The taxi drives off, boot shut" }, note: null },
  { cameraId: "SJM-04", fromS: 852, toS: 880, title: { zh: "渔港出入口：后备厢关闭", en: "Port gate: boot shut" }, note: "此前 13:57–14:03 该录像机无录像。" },
  { cameraId: "SJM-05", fromS: 955, toS: 1000, title: { zh: "东港路口：等红灯，后备厢关闭", en: "First junction: red light, boot shut" }, note: null },
  { cameraId: "SJM-06", fromS: 1108, toS: 1122, title: { zh: "海印路口：后备厢关闭", en: "Second junction: boot shut" }, note: null },
  { cameraId: "PT-01", fromS: 1346, toS: 1378, title: { zh: "后备厢打开，只见三袋", en: "The boot opens on three bags" }, note: "第一次见到只剩三袋（司机取走之后）。" },
  { cameraId: "PT-01", fromS: 1452, toS: 1476, title: { zh: "三袋取出放到人行道", en: "Three bags are set on the pavement" }, note: null },
];
