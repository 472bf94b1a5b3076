import type { report as en } from "../en/report.ts";
import type { Translation } from "../translation.ts";

export const report = {
  title: "证据报告",
  caseNumber: "案件编号", cause: "案由", caseTitle: "标题", place: "地点", period: "时段", officers: "承办人员",
  madeAt: "制作时间", madeBy: "制作人", timezone: "时区", program: "程序",
  timesNote: "除注明“设备时间”的栏目外，所有时间均为标准时间（校正后），时区 {{timezone}}。± 为两倍标准差。标有“未校时”的时间是摄像机自身所示，尚无人核对该时钟，误差不明。",
  pins: "标记", pinNumber: "序号", camera: "摄像机", what: "画面内容", from: "起", to: "止", length: "时长", note: "备注", tags: "标签",
  cameraClaim: "设备自身显示 {{time}}",
  sourceFile: "来源文件", still: "首帧",
  clocks: "摄像机及其时钟", clockState: "校正情况", readings: "时间校对记录",
  reading: "设备显示 {{camera}}，当时标准时间为 {{true}}（{{uncertainty}}），方法：{{method}}，校对人：{{by}}",
  noReadings: "无校对记录：未校时",
  files: "录像文件", file: "证据包内文件", role: "性质", originalName: "原始路径", sha256: "SHA-256", size: "字节数", timeSource: "时间来源",
  roles: { original: "原始（逐字节一致）", "playable-copy": "可播放副本（衍生）", cut: "剪辑片段（衍生）" },
  streamCopy: "画面未变，仅更换封装", transcoded: "画面经重新编码（转码）", lead: "自关键帧起，比所需时刻早 {{seconds}} 秒",
  derivedFrom: "由 {{source}} 生成，命令：{{command}}",
  gaps: "标记所涉摄像机的录像缺失时段", gapCause: "原因", noGaps: "标记时段内无缺失",
  exhibits: "涉案物品", exhibitName: "物品", count: "数量", observations: "观察记录", state: "状态", at: "时间", where: "位置",
  custody: "保管链日志", custodyNote: "日志为链式结构：每条记录含有上一条的哈希值。共 {{entries}} 条，末条哈希值为 {{head}}。修改、删除或调换记录都会使链断开；截去末尾则不会，除非末条哈希值已另行记录。请将其写入签字的纸质清单。",
  action: "行为", actor: "人员", problems: "说明",
  howToCheck: "不使用本程序如何核验",
  howToCheckSteps: "在证据包文件夹内打开终端，运行：sha256sum -c manifest-sha256.txt，每行结尾均应为 OK（或“成功”）。再运行：sha256sum tagmanifest-sha256.txt，将结果与签字清单上的哈希值比对。Windows 系统：certutil -hashfile 文件名 SHA256。",
  whatIsWhat: "双击 index.html 即可播放各标记。data/report.html 为本报告。data/case.json 供程序读取，内容相同。data/footage 内为原始文件，逐字节一致。",
  uncorrected: "未校时", guess: "推测", none: "—",
  readmeTitle: "证据包",
} as const satisfies Translation<typeof en>;
