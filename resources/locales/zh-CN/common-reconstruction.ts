// 还原部分各代码的用语：窗口、命令行、报告和查看页共用。
// The Chinese of ../en/common-reconstruction.ts.

import type { commonReconstruction as en } from "../en/common-reconstruction.ts";
import type { Translation } from "../translation.ts";

export const commonReconstruction = {
  finding: { confirmed: "印证", contradicted: "矛盾", "not-observable": "无法确认", none: "尚未认定" },
  testimony: { victim: "被害人陈述", witness: "证人证言", suspect: "犯罪嫌疑人供述和辩解", other: "其他陈述" },
  subject: { person: "人员", vehicle: "车辆", unlisted: "不在案件列表中" },
  fact: { fact: "外部事实", assumption: "假设", event: "事件" },
  eventKind: { pin: "标记", observation: "观察记录", statement: "言词证据", fact: "外部事实", assumption: "假设", event: "事件", reading: "时间校对" },
  viewBasis: { chosen: "人工指定", observed: "在其画面上观察到", pinned: "其上有标记", map: "按地图可见", site: "同一场所", all: "无依据：计入全部摄像机" },
  reportCause: { "not-watched": "未查看", hidden: "被遮挡", "no-camera": "该处无摄像机" },
  relation: { before: "在丢失时段之前", inside: "在丢失时段之内", after: "在丢失时段之后", "not-established": "先后不能成立" },
  contradiction: {
    "count-rises": "看见的数量比之前多",
    "counts-differ-at-once": "同一位置同一时间数量不一",
    "two-places-at-once": "同时在两处看见",
    "order-not-established": "时钟不足以确定先后",
    "statement-against-footage": "录像与陈述矛盾",
    "count-exceeds": "看见的数量多于总数",
  },
  warning: {
    "place-not-named": "未写明位置，而其他记录写明了",
    "time-as-told": "时间出自陈述，没有时钟依据",
    "clock-unread": "该摄像机的时钟未校对",
  },
  lookNext: { unwatched: "无人查看过", "watched-without-finding": "已查看，未作记录", turn: "容器在此期间开启或关闭" },
  pathVerdict: {
    standing: "在两台摄像机视野之内", walk: "步行可及", run: "须奔跑", cycle: "须骑行", drive: "须乘车",
    impossible: "超过道路上的任何车辆", implausible: "不合理", unknown: "无法判断：有时钟未校对",
  },
  factProblem: {
    "fact-time-incomplete": "时间没有写明日期，或写得不完整：{{text}}",
    "fact-kind-unknown": "不认识的种类：{{text}}",
    "fact-uncertainty-unreadable": "不确定度无法识别：{{text}}",
    "fact-text-missing": "没有写明发生了什么",
    "fact-ends-before-it-begins": "结束早于开始",
    "fact-cell-too-long": "单元格过长：{{column}}",
  },
} as const satisfies Translation<typeof en>;
