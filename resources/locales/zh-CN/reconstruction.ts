// 报告中还原部分的语句：丢失时段、言词证据、事实、经过。
// The Chinese of ../en/reconstruction.ts.

import type { reconstruction as en } from "../en/reconstruction.ts";
import type { Translation } from "../translation.ts";

export const reconstruction = {
  continuity: "丢失时段",
  containerRule: "丢失时段自最后一次看见较多数量的物品本身起，至第一次看见较少数量时止。在封闭容器内或被遮挡，一律不算看见。",
  contradictions: "相互矛盾之处",
  statements: "言词证据",
  speaker: "陈述人",
  speaksOf: "所述时间",
  words: "内容",
  finding: "录像的印证情况",
  facts: "事实与假设",
  kind: "种类",
  source: "来源", about: "涉及", factText: "内容",
  story: "案件经过",
  some: "若干",
  margin: "除非某个时钟误差超过 {{margin}}，否则成立。",
  oneClock: "两端出自同一时钟，其误差相互抵消。",
  unsure: "时钟不足以确定哪一端在先。",
  restsOnStatement: "其中一端依据言词证据。",
  blind: "有 {{length}} 没有任何看得到的摄像机的录像。",
} as const satisfies Translation<typeof en>;
