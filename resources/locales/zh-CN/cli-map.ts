// 命令行关于相邻摄像机和跟随的语句，归入 cli.ts。

import type { cliMap as en } from "../en/cli-map.ts";
import type { Translation } from "../translation.ts";

export const cliMap = {
  commands: {
    "neighbours list": "列出从每台摄像机出发，各方向的下一台摄像机。",
    "neighbours set": "指明某方向上的下一台摄像机及所需时间。",
    follow: "给出某摄像机中的人到达各相邻摄像机的时间。",
  },
  options: {
    neighbourTo: "下一台摄像机",
    neighbourDirection: "画面中的 left、right、towards、away，或用文字说明",
    neighbourTravel: "所需秒数；不填则按步行或 --speed-kmh 和距离计算",
    neighbourSpeed: "按此速度，默认 5，即步行",
    neighbourRemove: "撤销该设置",
    followAt: "离开摄像机的时间",
  },
  results: {
    noNeighbours: "未设置相邻摄像机。",
    neighboursSet: "{{camera}} 现有 {{number}} 台相邻摄像机。",
    follow: "{{direction}} → {{camera}}：{{expected}}，介于 {{earliest}} 与 {{latest}} 之间",
    followUnknown: "{{direction}} → {{camera}}：用时和距离均未知",
  },
} as const satisfies Translation<typeof en>;
