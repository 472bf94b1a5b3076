import type { map as en } from "../en/map.ts";
import type { Translation } from "../translation.ts";
import { mapBlind } from "./map-blind.ts";
import { mapFollow } from "./map-follow.ts";
import { mapPath } from "./map-path.ts";
import { mapPlan } from "./map-plan.ts";
import { mapTiles } from "./map-tiles.ts";

export const map = {
  label: "地图", list: "地图上的摄像机", path: mapPath, follow: mapFollow, blind: mapBlind, plan: mapPlan, tiles: mapTiles,
  parts: "地图的各部分", part: { cameras: "摄像机", path: "路径", plan: "底图", blind: "盲区" }, ground: "地图：方向键移动，加减号缩放，Home 显示全部摄像机",
  groundPicking: "地图：正在选取位置。方向键移动十字下的地图，回车取中心点，加减号缩放",
  show: "地图 ([[map-toggle]])", hide: "返回画面 ([[map-toggle]])", fit: "显示全部摄像机", north: "北",
  empty: "尚无摄像机填写位置。将摄像机从列表拖到地图上，或填写坐标。",
  state: { footage: "此刻有录像", gap: "此刻录像缺失", none: "此刻无录像", unknown: "尚未读取" },
  assumed: "虚线：视野未填全",
  unplaced: "未填写位置：{{count}} 台", unplacedHint: "拖到地图上，或填写坐标。",
  placed: "已在地图上：{{count}} 台",
  edit: "编辑 {{name}} 的位置", placeOn: "将 {{name}} 放到地图上",
  formTitle: "{{name}} 的位置",
  coordinates: "纬度, 经度", coordinatesHint: "可输入、粘贴，或在地图上单击。留空表示未知。",
  crs: "坐标系", crsHint: "按填写的坐标系保存，地图自动换算。",
  system: { WGS84: "WGS-84（GPS）", GCJ02: "GCJ-02（高德、腾讯）", BD09: "BD-09（百度）", CGCS2000: "CGCS2000（测绘）" },
  heading: "朝向 °", fov: "视角 °", range: "距离 m",
  viewHint: "朝向自正北顺时针计算：90 为正东。",
  bad: { coordinates: "不是坐标，例如 29.945, 122.305", heading: "0 至 360", fov: "大于 0，不超过 360", range: "大于 0" },
} as const satisfies Translation<typeof en>;
