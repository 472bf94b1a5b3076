import type { mapBlind as en } from "../en/map-blind.ts";
import type { Translation } from "../translation.ts";

export const mapBlind = {
  show: "显示没有摄像机看到的区域", site: "场所", allSites: "地图上的全部摄像机",
  time: "计入的摄像机", timeOf: {
    mounted: "全部，按安装情况", clock: "此刻有录像的", case: "案件时间内有录像的", marks: "入点与出点之间有录像的",
  },
  none: "视野不足两个，其间没有可计算的地面。",
  blind: "盲区：{{area}}，共 {{whole}}（{{percent}} %）", partly: "部分时间为盲区：{{area}}（{{percent}} %）",
  patches: "最大的盲区", patch: "{{area}}，{{where}}", near: "{{camera}} 附近", between: "{{one}} 与 {{other}} 之间", goPatch: "显示 {{where}} 的盲区，{{area}}",
  caveat: "依据填写的朝向、视角和距离。围墙、高度、光线未知：实际盲区只会更多，不会更少。请标记您所知道的。",
  assumed: "其中 {{count}} 台摄像机视野未填全，按通常视野计算。",
  marked: "人工标记：{{count}} 处", add: "标记盲区…",
  edit: "编辑 {{name}}", remove: "移除 {{name}}", go: "在地图上显示 {{name}}",
  formTitle: "盲区", name: "名称", nameHint: "例如 鱼市大棚后", reason: "为何没有摄像机看到", reasonHint: "例如 围墙、停放的货车、无灯光",
  corners: "角点 (纬度, 经度)，每行一个", cornersHint: "在地图上依次单击。用键盘：将地图移到十字下，回车取中心点，退格撤回最后一点。",
  size: "面积 {{area}}", badLine: "第 {{line}} 行不是坐标。",
  bad: { "too-few": "至少三个角点。", crossed: "有两条边相交：请沿区域边界依次给出角点。", "too-small": "区域内没有面积。" },
  legend: { blind: "没有摄像机看到", partly: "部分时间看到", marked: "人工标记的盲区" },
  squareMetres: "{{value}} m²",
} as const satisfies Translation<typeof en>;
