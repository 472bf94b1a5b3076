import type { viewer as en } from "../en/viewer.ts";
import type { Translation } from "../translation.ts";
import { viewerReconstruction } from "./viewer-reconstruction.ts";

export const viewer = {
  ...viewerReconstruction,
  pins: "标记", facts: "案件", clocks: "时钟", files: "文件", gaps: "缺失", check: "核验",
  language: "English", report: "报告", caseNumber: "案件编号", cause: "案由", place: "地点", period: "时段", officers: "承办人员",
  madeBy: "制作人", madeAt: "制作时间", camera: "摄像机", trueTime: "标准时间", cameraTime: "设备时间", uncorrected: "未校时：该时钟尚无人核对",
  source: "来源", sha256: "SHA-256", original: "原始文件", "playable-copy": "原始文件的可播放副本", cut: "剪辑片段", play: "播放", pause: "暂停",
  fromStart: "回到起点", frameBack: "后退一步", frameForward: "前进一步", slower: "减速", faster: "加速", loop: "循环",
  previous: "上一标记", next: "下一标记", part: "第 {{n}} 段，共 {{of}} 段", length: "时长",
  cannotPlay: "此浏览器无法播放该文件。文件在证据包中的位置为 {{path}}，可用其他播放器打开。",
  missing: "未在清单所示位置找到文件 {{path}}。请核验证据包。",
  noVideo: "证据包内没有可显示此段的文件。", gapInside: "此处无录像：{{cause}}",
  copyNote: "正在播放的是为便于浏览器播放而生成的副本，画面{{how}}。原始文件在同一证据包内。", unchanged: "未改变", reencoded: "经重新编码",
  noReadings: "无校对记录：未校时", reading: "设备显示 {{camera}} 时，标准时间为 {{true}}", noGaps: "无",
  checkText: "本页只展示证据包内容，其自身也可能被替换。证明在于以另一途径比对哈希值：以签字的纸质清单为准。",
  checkLinux: "Linux、macOS：在此文件夹打开终端", checkWindows: "Windows：在此文件夹打开命令提示符",
  checkManifest: "再将下列文件的哈希值与签字清单比对：",
  custody: "保管链日志", custodyText: "共 {{entries}} 条，末条哈希值为 {{head}}。",
  emptyPins: "本证据包没有标记。", damagedPage: "无法读取本页数据：文件已损坏。请改为打开 data/report.html。",
} as const satisfies Translation<typeof en>;
