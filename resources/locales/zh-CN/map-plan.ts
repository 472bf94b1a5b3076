import type { mapPlan as en } from "../en/map-plan.ts";
import type { Translation } from "../translation.ts";

export const mapPlan = {
  title: "场所平面图", add: "添加平面图图片…",
  teach: "场所平面图的图片（PNG、JPEG、WebP）可用两到三个在图上和地图上都认识的点放到地图上。录像库保存副本，不联网获取任何内容。",
  none: "无底图", size: "{{width}} × {{height}} 像素", notLaid: "尚未放到地图上",
  laid: "1 像素合 {{metres}} m，旋转 {{degrees}}°",
  remove: "移除底图 {{name}}", lay: "放到地图上", layAgain: "修改定位点",
  opacity: "不透明度 {{percent}} %", name: "名称",
  formTitle: "放置底图“{{name}}”",
  step: { image: "第 {{number}} 点：请在平面图上单击。", ground: "第 {{number}} 点：请在地图上单击同一地点，或填写坐标。", done: "底图已按定位点显示。可保存，或添加第三点加以核对。" },
  point: "第 {{number}} 点", onPlan: "平面图上 (x, y)", onGround: "地图上 (纬度, 经度)",
  pickOnPlan: "第 {{number}} 点：在平面图上单击", pickOnGround: "第 {{number}} 点：在地图上单击", removePoint: "去掉第 {{number}} 点", addPoint: "第三点",
  picker: "平面图：方向键移动十字，按住 Shift 移动更快，回车取点，加减号缩放",
  picked: "x {{x}}，y {{y}}",
  badXy: "两个数字，例如 120, 340", badPlace: "不是坐标，例如 29.945, 122.305",
  residual: "若只旋转和缩放，三点中最大偏差 {{metres}} m。",
  residualNone: "两点总能对上：第三点可用于核对。",
  bad: {
    "too-few": "需要两个点。", "too-close": "有两个点重合。", "in-line": "三个点在一条直线上。",
    mirrored: "底图会成为镜像：有两个点对调了。",
  },
} as const satisfies Translation<typeof en>;
