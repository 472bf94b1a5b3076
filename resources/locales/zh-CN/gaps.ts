// 录像缺失报告与调取证据通知书草稿的用语，窗口和纸面共用。
// The Chinese of ../en/gaps.ts.

import type { gaps as en } from "../en/gaps.ts";
import type { Translation } from "../translation.ts";
import { gapsView } from "./gaps-view.ts";

export const gaps = {
  view: gapsView,
  open: "录像缺失与应调取录像…",
  title: "录像缺失报告", fileName: "录像缺失报告",
  note: "缺失指没有录像的时间，并注明原因。“未查看”的时间有录像，但无人看过。只有既有录像又已查看的时间，“未发现情况”才有意义。",
  views: "报告的各部分",
  scope: "范围", wholeLibrary: "整个录像库", siteScope: "场所 {{site}}",
  period: "时段", from: "起", to: "止",
  site: "场所", noSite: "未归入场所", cameras: "摄像机数", camera: "摄像机", cause: "原因", start: "起", end: "止", length: "时长", overwrite: "预计覆盖时间",
  held: "持有录像", watched: "已查看", without: "缺失、遮挡、未查看",
  bySite: "按场所", byCamera: "按摄像机", all: "全部缺失时段",
  causes: "显示的原因",
  hours: "{{hours}} 小时",
  unknown: "不明",
  none: "没有缺失：每台摄像机全程都有录像，且均已查看。",
  nothing: "目前没有可报告的内容。请添加录像，或选择时段。",
  noneOfCause: "没有属于所选原因的缺失。",
  count_one: "{{count}} 段", count_other: "{{count}} 段",
  moreInTable_one: "另有 {{count}} 行，见表格文件。", moreInTable_other: "另有 {{count}} 行，见表格文件。",
  savePage: "保存打印稿…", saveTable: "保存为表格…", saveTitle: "保存报告", saved: "已保存：{{path}}", openSaved: "打开打印", savedOpenFailed: "无法从此处打开，请用浏览器打开该文件。",
  saveFailed: "无法写入该处。请另选文件夹，或检查磁盘是否已满。",
  week: {
    title: "一周各小时缺失情况", legend: "行为周一至周日，列为 0 至 23 时。颜色越深，时段内该小时缺失的录像越多。",
    words: "文字说明", none: "各小时均无缺失",
    mon: "周一", tue: "周二", wed: "周三", thu: "周四", fri: "周五", sat: "周六", sun: "周日",
    run: "{{from}}–{{to}} 时缺 {{share}}%", hours: "{{before}}，{{next}}", days: "{{before}}、{{next}}", day: "{{days}}：{{hours}}",
  },
  requests: {
    title: "今日应调取", none: "没有应调取的录像：未发现设备上可能存有而此处缺失的录像。",
    why: "摄像机可能仍存有、而此处没有的录像，最紧急的在前。每条附有通知书草稿，签发前须审核。",
    gone: "可能已被覆盖", unknownHint: "请填写设备保存录像的天数：在摄像机列表（retention_days）或提取记录中。",
    holder: "持有人", notice: "通知书草稿", choose: "选择一行，查看其通知书草稿。",
    copy: "复制文本", copied: "已复制。", copyFailed: "无法复制。请选中文本后手动复制。", saveOne: "保存通知书…", saveAll: "保存全部通知书…",
  },
  notice: {
    title: "调取证据通知书", fileName: "调取证据通知书",
    draft: "草稿：须经审核、编号、盖章后方可使用。空白处为尚不掌握的事项。",
    number: "文号：{{blank}}", addressee: "{{holder}}：",
    opening: "我单位侦办的{{cause}}案（案件编号：{{number}}），需调取你处下列录像：",
    site: "场所", camera: "摄像机", device: "录像设备", channel: "通道", gb28181: "国标编码", place: "设备所在地点",
    trueTime: "时段（标准时间）", zone: "{{timezone}}，{{offset}}", cameraTime: "时段（设备显示时间）",
    clockUnread: "该设备时钟未经校对，复制时请与北京时间核对",
    overwrite: "预计覆盖时间",
    ask: "请提供上述时段未经转换的原始录像文件及其哈希值，并注明设备显示时间与北京时间的对应关系。",
    basis: "法律依据（由法制部门核定填写）：{{blank}}",
    officers: "侦查人员：{{first}}、{{second}}", unit: "办案单位（印章）：{{blank}}", date: "日期：＿＿＿＿年＿＿月＿＿日（草稿拟制于 {{made}}）", receipt: "接收人（签名、日期）：{{blank}}",
  },
} as const satisfies Translation<typeof en>;
