import type { mapTiles as en } from "../en/map-tiles.ts";
import type { Translation } from "../translation.ts";

export const mapTiles = {
  title: "地图瓦片", add: "选择 PMTiles 或 MBTiles 文件…", choose: "选择地图瓦片文件",
  teach: "您已有的地图瓦片文件（PMTiles、MBTiles）可显示在最底层。文件保留原处，不联网获取任何内容。",
  none: "无地图瓦片", facts: "{{kind}} · {{content}} · 级别 {{from}}–{{to}}", pictures: "图片", vectors: "矢量",
  away: "文件此刻不在原处。", remove: "移除地图瓦片 {{name}}", go: "显示 {{name}} 所在位置",
  loading: "正在读取地图瓦片…",
  noWebgl: "此电脑的图形不支持 WebGL 2，无法显示地图瓦片；网格及其上的内容不受影响。",
  failed: "无法显示地图瓦片：{{message}}",
} as const satisfies Translation<typeof en>;
