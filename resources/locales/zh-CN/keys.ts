import type { keys as en } from "../en/keys.ts";
import type { Translation } from "../translation.ts";

export const keys = {
  zoomMarks: "显示所选时段或选中的标记",
  viewBack: "返回上一显示范围",
  viewForward: "前往下一显示范围",
  pinNext: "当前摄像机的下一标记", pinPrevious: "当前摄像机的上一标记",
  pinNextAll: "本案的下一标记", pinPreviousAll: "本案的上一标记",
  gapNext: "当前摄像机的下一缺失时段", gapPrevious: "当前摄像机的上一缺失时段",
  gapNextAll: "任一摄像机的下一缺失时段", gapPreviousAll: "任一摄像机的上一缺失时段",
  edgeNext: "录像的下一起止点", edgePrevious: "录像的上一起止点",
  edgeNextAll: "任一摄像机录像的下一起止点", edgePreviousAll: "任一摄像机录像的上一起止点",
  mapToggle: "切换地图与画面",
  gapReport: "显示或隐藏录像缺失报告",
  follow: "跟随到相邻摄像机，按到达时间",
  observe: "记录播放位置处涉案物品的情况",
  lookNext: "转到最能缩短丢失时段的录像",
  notInView: "此处看不到：记录并转到下一处",
} as const satisfies Translation<typeof en>;
