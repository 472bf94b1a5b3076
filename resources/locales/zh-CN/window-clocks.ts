import type { windowClocks as en } from "../en/window-clocks.ts";
import type { Translation } from "../translation.ts";

export const windowClocks = {
  clock: {
    title: "校对时钟：{{name}}",
    read: "校对此时钟…",
    loadingFrame: "正在提取画面…",
    frameAlt: "用于读取时钟的画面",
    magnify: "按住可放大查看数字",
    shows: "画面中的时钟显示",
    truly: "实际标准时间",
    apart: "文件给出的该帧时间与画面显示相差 {{amount}}。请确认文件时间来自哪个时钟：校对记录所校正的是文件时间。",
    howSure: "校对方式",
    sure: {
      eye: { label: "目视比对，两个显示均到秒（±0.9 s）", method: "目视比对" },
      photo: { label: "同框拍照（±0.8 s）", method: "同框拍照" },
      ntp: { label: "与 NTP 授时比对（±0.6 s）", method: "与 NTP 授时比对" },
      custom: { label: "自定范围", method: "自行估计" },
    },
    customSeconds: "误差范围 ± 秒",
    customBad: "请填写不小于 0 的秒数。",
    method: "方法说明",
    newEpoch: "时钟曾被调整或跳变：从此处另起一段",
    newEpochHint: "不勾选时，本次校对与已有记录合并，用于推算漂移。",
    keep: "保存校对记录",
    effect: {
      pending: "填写实际标准时间后，此处会先说明将移动什么，再由您决定是否保存。",
      error: "{{name}}：{{error}}",
      allEarlier: "该摄像机的全部录像将提前 {{amount}}。",
      allLater: "该摄像机的全部录像将推后 {{amount}}。",
      frameEarlier: "该帧将提前 {{amount}}，其余录像随之调整。",
      frameLater: "该帧将推后 {{amount}}，其余录像随之调整。",
      stays: "不会移动：与现有校正一致。",
      drift: "共 {{count}} 次校对：时钟漂移 {{ppm}} ppm（每天 {{seconds}} 秒）。",
      noDrift: "共 {{count}} 次校对：看不出漂移。",
      sure: "届时该帧时间的误差范围为 {{range}}。",
    },
    readings: "已有校对记录",
    epoch: "第 {{number}} 段",
    remove: "删除该校对记录",
    removeYes: "确认删除，录像移回",
  },
} as const satisfies Translation<typeof en>;
