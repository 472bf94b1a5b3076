// Every sentence that a person reads, by language and namespace. A new namespace is a file in both folders and a line here.

import { cli as enCli } from "./en/cli.ts";
import { common as enCommon } from "./en/common.ts";
import { desktop as enDesktop } from "./en/desktop.ts";
import { errors as enErrors } from "./en/errors.ts";
import { gaps as enGaps } from "./en/gaps.ts";
import { keys as enKeys } from "./en/keys.ts";
import { lanes as enLanes } from "./en/lanes.ts";
import { map as enMap } from "./en/map.ts";
import { problems as enProblems } from "./en/problems.ts";
import { reconstruction as enReconstruction } from "./en/reconstruction.ts";
import { report as enReport } from "./en/report.ts";
import { timeline as enTimeline } from "./en/timeline.ts";
import { typedTime as enTypedTime } from "./en/typed-time.ts";
import { viewer as enViewer } from "./en/viewer.ts";
import { wall as enWall } from "./en/wall.ts";
import { window as enWindow } from "./en/window.ts";
import { cli as zhCli } from "./zh-CN/cli.ts";
import { common as zhCommon } from "./zh-CN/common.ts";
import { desktop as zhDesktop } from "./zh-CN/desktop.ts";
import { errors as zhErrors } from "./zh-CN/errors.ts";
import { gaps as zhGaps } from "./zh-CN/gaps.ts";
import { keys as zhKeys } from "./zh-CN/keys.ts";
import { lanes as zhLanes } from "./zh-CN/lanes.ts";
import { map as zhMap } from "./zh-CN/map.ts";
import { problems as zhProblems } from "./zh-CN/problems.ts";
import { reconstruction as zhReconstruction } from "./zh-CN/reconstruction.ts";
import { report as zhReport } from "./zh-CN/report.ts";
import { timeline as zhTimeline } from "./zh-CN/timeline.ts";
import { typedTime as zhTypedTime } from "./zh-CN/typed-time.ts";
import { viewer as zhViewer } from "./zh-CN/viewer.ts";
import { wall as zhWall } from "./zh-CN/wall.ts";
import { window as zhWindow } from "./zh-CN/window.ts";

export const langs = ["zh-CN", "en"] as const;
export type Lang = (typeof langs)[number];

export const resources = {
  en: { common: enCommon, window: enWindow, timeline: enTimeline, lanes: enLanes, keys: enKeys, typedTime: enTypedTime, wall: enWall, map: enMap, errors: enErrors, gaps: enGaps, problems: enProblems, cli: enCli, report: enReport, reconstruction: enReconstruction, viewer: enViewer, desktop: enDesktop },
  "zh-CN": { common: zhCommon, window: zhWindow, timeline: zhTimeline, lanes: zhLanes, keys: zhKeys, typedTime: zhTypedTime, wall: zhWall, map: zhMap, errors: zhErrors, gaps: zhGaps, problems: zhProblems, cli: zhCli, report: zhReport, reconstruction: zhReconstruction, viewer: zhViewer, desktop: zhDesktop },
} as const;
