// 窗口中标记列表的用语。The Chinese of ../en/window-pins.ts.

import type { windowPins as en } from "../en/window-pins.ts";
import type { Translation } from "../translation.ts";

export const windowPins = {
  pinList: {
    keys: "↑ ↓ 移动 · Enter 转到 · E 编辑 · Del 移除",
    keysReading: "↑ ↓ 移动 · Enter 转到",
  },
} as const satisfies Translation<typeof en>;
