// 窗口中录像缺失报告的专用语，与纸面共用的见 gaps.ts。
// The Chinese of ../en/gaps-view.ts.

import type { gapsView as en } from "../en/gaps-view.ts";
import type { Translation } from "../translation.ts";

export const gapsView = {
  show: "录像缺失与应调取录像 ([[gap-report]])", hide: "返回画面 ([[gap-report]])", close: "关闭报告 (Esc)",
  tab: { list: "缺失时段", requests: "今日应调取", weeks: "按小时和日期", places: "按场所" },
  thisCase: "本案", place: "其他地点…", placeName: "地点", placeHint: "可能没有摄像机的地点",
  caseTime: "本案时段", allFootage: "全部录像时段", loss: "丢失时段 {{change}}，{{length}}",
  lastWeeks_one: "最后 {{count}} 周录像", lastWeeks_other: "最后 {{count}} 周录像", own: "自定起止",
  lack: { place: "请填写地点名称。", time: "请填写起止时间。", order: "起始须早于结束。" },
  summary_one: "{{count}} 台摄像机 · 持有录像 {{held}} · 已查看 {{watched}}", summary_other: "{{count}} 台摄像机 · 持有录像 {{held}} · 已查看 {{watched}}",
  noCameraHere: "该处没有已知的摄像机：没有任何录像。",
  writing: "正在生成文件…", reading: "正在汇总缺失时段…", stop: "停止", stopped: "已停止，尚未汇总完。", again: "重新汇总",
  causesTip: "点击可隐藏或显示",
  causeSum: "{{cause}} {{length}} · {{share}}", allCameras: "全部摄像机", minLength: "至少", anyLength: "不限时长",
  rows: "缺失时段：方向键选择，空格转到该处，回车转到该处并显示画面",
  shown: "{{all}} 段中的 {{shown}} 段", beginsTrue: "起（标准时间 {{offset}}）",
  uncorrected: "未校时", sort: "按{{column}}排序",
  onWall: "在画面区显示", files: "相关文件", draft: "通知书草稿",
  why: { "not-watched": "有录像，但无人看过。", hidden: "涉案物品此时在画面内但被遮挡。", "no-camera": "该地点没有已知的摄像机。" },
  request: { from: "{{from}} – {{to}}", overwritten: "{{at}} 起被覆盖", left: "剩余 {{length}}", unknown: "保存期限不明", more_one: "另有 {{count}} 条，见全部通知书。", more_other: "另有 {{count}} 条，见全部通知书。" },
  noticeOf: "通知书草稿：{{camera}}",
  heat: {
    by: "列", week: "一周各小时", day: "日期",
    legend: "格子填得越满，该时间缺失的录像越多；斜纹表示不在时段内。",
    legendDays_one: "每列 {{count}} 天。", legendDays_other: "每列 {{count}} 天。",
    label: "各摄像机录像缺失：方向键移动，回车转到该处第一段缺失",
    cellWeek: "{{camera}}，{{day}} {{from}}–{{to}} 时：缺失 {{share}}", cellDay: "{{camera}}，{{from}}：缺失 {{share}}", cellDays: "{{camera}}，{{from}} 至 {{to}}：缺失 {{share}}",
    cellNone: "{{camera}}，{{day}} {{from}}–{{to}} 时：不在时段内",
    none: "该时段内没有缺失录像。",
  },
  places: { share: "缺失比例", missing: "缺失时长", most: "主要原因", only: "只看该场所", plan: "场所平面示意，上为北；圆越大，缺失越多", onPlan: "{{place}}：缺失 {{share}}" },
} as const satisfies Translation<typeof en>;
