// 证据包离线查看页中还原部分的用语：涉案物品、言词证据、时间线、案件经过。
// The Chinese of ../en/viewer-reconstruction.ts.

import type { viewerReconstruction as en } from "../en/viewer-reconstruction.ts";
import type { Translation } from "../translation.ts";

export const viewerReconstruction = {
  story: "经过", exhibits: "涉案物品", statements: "言词证据", timeline: "时间线",
  pages: "页面", back: "返回：{{page}}",
  someCount: "若干", countOf: "共 {{count}} 件", countUnknown: "数量不明",
  containerRule: "在封闭容器内或被遮挡，一律不算看见。",
  band: "{{name}}在标准时间上的已知情况；下表以文字列出相同内容",
  seenLegend: "看见", inferredLegend: "推断", toldLegend: "据陈述", absentLegend: "看见已不在", openLegend: "未知", lossLegend: "丢失时段及其不确定度",
  noPlace: "未写明位置", otherPlaces: "其他位置",
  noObservations: "没有对它的观察记录。", noLoss: "未发现数量减少。",
  lossTitle: "{{from}} → {{to}}", at: "位置：{{place}}",
  lastSight: "最后一次看见较多数量", firstSight: "第一次看见较少数量", lossLength: "两者相隔",
  fromStatement: "依据陈述，而非录像", footageOnly: "仅凭录像：{{from}} – {{to}}",
  placeAssumed: "有一端未写明位置，按唯一写明的位置处理。",
  fromElsewhere: "较多数量最后在另一处看见：其余可能仍在那里。",
  alsoSeen: "其间在别处看见：{{list}}",
  footageInside: "其间的录像及查看情况（{{count}}）", noFootageInside: "能看到的摄像机均无录像。",
  viewWhy: "计入理由", watchedFor: "已查看", watchedBy: "{{name}}：{{length}}", unnamed: "未具名人员", nobody: "无人",
  blindStretches: "完全没有录像（{{length}}）", causes: "原因",
  pinsAbout: "各标记与该时段的先后", holdsUnless: "除非某个时钟误差超过 {{margin}}",
  contradictionsOf: "相互矛盾之处（{{count}}）", warningsOf: "须注意的情况",
  apart: "相隔 {{length}}", observationsOf: "观察记录（{{count}}）",
  when: "时间（标准时间）", state: "状态", count: "数量", where: "何处、何人", note: "备注", told: "{{speaker}}所述", corrected: "更正：{{reason}}",
  more: "另有 {{count}} 条，见 data/case.json。",
  speaksOf: "所述时间", finding: "录像的印证情况", shownBy: "依据", earlier: "此前的认定", madeOn: "{{time}} 作出", takenBack: "已撤回",
  noTime: "未写明时间", missingPin: "标记 {{pin}}：不在本证据包内", about: "大致：{{time}}", untimed: "没有时间",
  subjects: "人员与车辆", relation: "与该时段的先后", onePin: "标记", oneObservation: "观察记录",
  kindPin: "标记", kindObservation: "观察记录", kindStatement: "言词证据", kindFact: "事实", showKinds: "显示", what: "内容", kind: "种类",
  storyNote: "文中时间均取自所引用的内容，已校正。点击引用即可转到该处。", gone: "已不在本案中",
} as const satisfies Translation<typeof en>;
