// 窗口用语：录像文件列表（查找、划归摄像机、确定时间），以及试用本库的文件名规则。

import type { windowFiles as en } from "../en/window-files.ts";
import type { Translation } from "../translation.ts";

export const windowFiles = {
  files: {
    open: "全部文件…", title: "录像文件", ofCamera: "此摄像机的文件…",
    asTable: "在文件列表中显示", wholeCamera: "此摄像机的全部", behindGap: "{{camera}} 此缺失时段背后的文件",
    camera: "摄像机", allCameras: "全部摄像机",
    problem: "问题", anyOrNone: "有无问题均可", any: "有问题或提示",
    weight: { unreadable: "无法提供录像", doubtful: "需要留意", notice: "仅供知悉" },
    timeless: "无时间", provisional: "临时摄像机", offline: "磁盘不在", search: "路径中的文字",
    count_one: "{{count}} 个文件", count_other: "{{count}} 个文件", chosen_one: "已选 {{count}} 个", chosen_other: "已选 {{count}} 个",
    none: "没有符合条件的文件。",
    keys: "方向键移动，Shift 连选，Ctrl 或空格加选，Ctrl+A 全选。",
    column: { name: "文件名", camera: "摄像机", start: "开始（标准时间）", length: "录像时长", time: "时间来源", problems: "问题" },
    noTime: "无时间", away: "磁盘不在", copy: "副本",
    details: "当前行的文件", notHashed: "尚未计算哈希值",
    awayFix: "文件所在的磁盘不在。请接上磁盘，或说明它现在的位置（“录像位置…”）。已知内容全部保留。",
    copyState: {
      none: "本软件无法直接播放 {{container}} 封装的 {{codec}}。可在录像库中生成可播放副本，原始文件保持不变。",
      making: "正在生成可播放副本。", ready: "已有可播放副本。", failed: "无法生成可播放副本。",
    },
    copyMake: "生成可播放副本",
    assign: "划归摄像机…", place: "确定时间…",
    candidates: "此文件开始时间的全部来源",
    noCandidates: "没有任何来源说明此文件何时开始。",
    chose: "采用", source: "来源", basis: "基准", zone: "时区", confidence: "可信度", rule: "规则", says: "原文", starts: "设备时间",
    basisOf: { local: "当地时间", utc: "UTC", epoch: "纪元时间" },
    assignTo: "摄像机（填写编号，没有则新建）", assignDo_one: "划归 {{count}} 个文件", assignDo_other: "划归 {{count}} 个文件", backCamera: "恢复按规则判断",
    assigned_one: "已把 {{count}} 个文件划归 {{camera}}。", assigned_other: "已把 {{count}} 个文件划归 {{camera}}。", unassigned: "这些文件的摄像机恢复按规则判断。",
    picture: "所选的第一个文件：{{name}}。请暂停在时钟清楚的画面。", noPicture: "此文件无法在这里显示。请填写其第一帧画面上的时间。",
    shows: "画面上的时钟显示", which: "这是", whichCamera: "录像机自身的时间", whichTrue: "从别处得知的标准时间",
    frameAt: "画面位于文件的 {{at}} 处", order: "所选文件按名称顺序首尾相接。",
    preview: "将会移动的文件", from: "现在", to: "之后", more_one: "另有 {{count}} 个", more_other: "另有 {{count}} 个",
    placeDo_one: "确定 {{count}} 个文件的时间", placeDo_other: "确定 {{count}} 个文件的时间", backTime: "恢复按规则判断",
    placed_one: "已确定 {{count}} 个文件的时间。", placed_other: "已确定 {{count}} 个文件的时间。", unplaced: "这些文件的时间恢复按规则判断。",
    leftOut_one: "所选文件中有 {{count}} 个没有画面，无法确定时间。", leftOut_other: "所选文件中有 {{count}} 个没有画面，无法确定时间。",
    tooMany: "一次最多确定 {{max}} 个文件的时间。",
    undo: "撤销", undone: "已撤销。",
  },
  patterns: {
    open: "试用文件名规则…", title: "文件名说明了什么",
    what: "显示从某文件夹的文件名中会读出什么，本库自己的规则优先。不会读入任何文件。",
    choose: "选择文件夹…", chooseTitle: "选择用来试用规则的文件夹", again: "再试一次", edit: "打开规则文件",
    own: "本库的规则，依次为：{{names}}", noOwn: "本库没有自己的规则。",
    first: "仅显示前 {{count}} 个文件，后面还有。", none: "该文件夹中没有录像。",
    column: { name: "文件名", rule: "规则", start: "设备时间", camera: "摄像机", problems: "问题" }, noRule: "无",
  },
} as const satisfies Translation<typeof en>;
