import type { mapPath as en } from "../en/map-path.ts";
import type { Translation } from "../translation.ts";

export const mapPath = {
  whose: "显示谁的路径", nobody: "不显示", pins: "案件的全部标记",
  exhibits: "涉案物品", people: "人员", vehicles: "车辆",
  limit: "超过此速度视为不合理", limitOf: { walk: "步行，{{kmh}} km/h", run: "奔跑，{{kmh}} km/h", cycle: "骑行，{{kmh}} km/h", drive: "乘车，{{kmh}} km/h" },
  noCase: "路径属于案件：请先新建或选择案件。",
  teach: "选择涉案物品、人员或车辆，地图即画出其在摄像机之间的路径，以及每两台摄像机之间的用时和速度。",
  noStops: "尚无标记或观察记录显示其出现在摄像机中。可作观察记录 ([[observe]])，或在标记的标签、标题中写明其称呼。",
  noPlaces: "这些摄像机中填写位置的不足两台，无法测量。请先在地图上放置。",
  summary: "{{stops}} 处，{{legs}} 段", summaryBad: "不合理：{{count}} 段", summaryOpen: "无法判断：{{count}} 段",
  stop: "{{number}} · {{camera}}", goStop: "第 {{number}} 处：转到 {{camera}}，{{time}}", pictures: "查看第 {{number}} 处的画面",
  noPlace: "该摄像机未填写位置，路径略过此处。",
  more: "仅列出前 {{shown}} 处，共 {{count}} 处。",
  leg: "{{distance}} m，用时 {{elapsed}}", legNoTime: "{{distance}} m，没有时间间隔：两处重叠 {{elapsed}}", speed: "{{speed}} km/h",
  legMark: "{{distance}} m · {{elapsed}} · {{speed}} km/h", legMarkNoTime: "{{distance}} m · 无间隔",
  verdict: {
    plausible: "时间足够：{{pace}}，至少 {{least}} km/h",
    implausible: "不合理：无论时钟如何，至少 {{least}} km/h。可能不是同一对象，或时钟、位置有误。",
    impossible: "不合理：无论时钟如何都没有时间。可能不是同一对象，或时钟、位置有误。",
    unsure: "？时钟不足以确定先后；{{pace}}、{{least}} km/h 即可到达",
    unknown: "？无法判断：有摄像机未校时",
    standing: "相距不超过两台摄像机可能看到的范围",
  },
  pace: { standing: "停留", walk: "步行", run: "奔跑", cycle: "骑行", drive: "乘车", impossible: "道路上无法达到" },
  legend: { plausible: "路径，时间足够", implausible: "不合理", unsure: "无法判断" },
  crow: "距离为摄像机之间的直线距离，并减去两台摄像机可能看到的范围，因此所示速度是最低速度。",
} as const satisfies Translation<typeof en>;
