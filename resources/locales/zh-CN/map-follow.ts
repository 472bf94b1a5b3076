import type { mapFollow as en } from "../en/map-follow.ts";
import type { Translation } from "../translation.ts";

export const mapFollow = {
  open: "相邻摄像机…", openOf: "{{name}} 的相邻摄像机", title: "相邻摄像机",
  teach: "有人离开此画面后，下一台是哪台摄像机、在哪个方向、需要多久。跟随 ([[follow]]) 会按到达时间转到下一台。",
  none: "尚未设置。", add: "添加相邻摄像机", number: "相邻摄像机 {{number}}", remove: "去掉相邻摄像机 {{number}}",
  camera: "下一台摄像机", chooseCamera: "请选择",
  direction: "方向", side: { left: "画面左侧", right: "画面右侧", towards: "朝向摄像机", away: "远离摄像机", other: "其他" },
  words: "方向说明", wordsHint: "例如 往大门方向",
  how: "到达时间", by: { walk: "步行，{{kmh}} km/h", speed: "按速度", time: "按用时" },
  time: "用时", timeHint: "90 或 1:30", speed: "速度 km/h",
  bad: { camera: "请选择摄像机。", words: "请写明方向。", time: "秒数，或 分:秒", speed: "大于 0，不超过 300", twice: "该摄像机在此方向已设置。" },
  noDistance: "距离未知：请为两台摄像机填写位置，或填写用时。",
  distance: "{{distance}} m",
  follow: "跟随 ([[follow]])", followTip: "按到达时间转到下一台摄像机",
  choose: "从 {{camera}} 于 {{time}} 跟随", option: "{{direction}} → {{camera}} · {{time}}（{{from}}–{{to}}）", optionNoTime: "{{direction}} → {{camera}} · 时间未知",
  arrived: "{{direction}} → {{camera}}：预计 {{time}}，可能出现于 {{from}} 至 {{to}}",
  arrivedNoTime: "{{direction}} → {{camera}}：用时和距离均未知，停在同一时刻。",
  clocks: "已计入时钟 ±{{seconds}} 秒", clocksUnknown: "未计入时钟：有摄像机未校时", noFootage: "该时段无录像",
  earliest: "最早", expected: "预计", latest: "最晚", back: "返回 {{camera}}",
  noNeighbours: "{{camera}} 尚未设置相邻摄像机。", noCamera: "当前画面没有摄像机。", set: "设置…",
} as const satisfies Translation<typeof en>;
