import type { typedTime as en } from "../en/typed-time.ts";
import type { Translation } from "../translation.ts";

export const typedTime = {
  assumed: {
    "from-head": "从播放位置起算",
    "head-day": "按播放位置当天",
    "day-before-head": "以播放位置当天为准推算",
    "day-after-head": "以播放位置当天为准推算",
    "head-year": "按播放位置所在年份",
    "month-first": "按先月后日理解",
    midnight: "当天零点",
    "epoch-ms": "自 1970 年起的毫秒数（UTC）",
    "epoch-s": "自 1970 年起的秒数（UTC）",
  },
  outside: "不在任何录像时段内（{{from}} 至 {{to}}）。",
} as const satisfies Translation<typeof en>;
