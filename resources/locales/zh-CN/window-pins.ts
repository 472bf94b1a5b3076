// 窗口中标记列表的用语。The Chinese of ../en/window-pins.ts.

import type { windowPins as en } from "../en/window-pins.ts";
import type { Translation } from "../translation.ts";

export const windowPins = {
  pinList: {
    keys: "↑ ↓ 移动 · Enter 转到 · C 校对时钟 · A 说明言词证据 · E 编辑 · Del 移除",
    keysReading: "↑ ↓ 移动 · Enter 转到",
  },
  listKeys: {
    title: "案件中的列表（焦点在列表上时）",
    move: "上一行、下一行",
    ends: "首行、末行，整页移动",
    go: "转到该处",
    fold: "时间线：折叠、展开分组",
    clock: "标记：先后不能成立时，校对尚未校对的时钟",
    statement: "标记：用它说明一条言词证据",
    edit: "编辑标记或事实",
    remove: "移除标记或事实",
  },
} as const satisfies Translation<typeof en>;
