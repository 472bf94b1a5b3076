// 窗口文字：预存画面。

export const windowPreviews = {
  previews: {
    open: "预存画面…",
    title: "预存画面",
    why: "空闲时每隔一段时间保存一幅画面，鼠标悬停或拖动时即可立刻看到。每幅画面都标明自己的时间，随后换成精确画面。原始文件不会改动。",
    every: "保存间隔", off: "不保存", seconds_one: "{{count}} 秒", seconds_other: "{{count}} 秒",
    everyHint: "摄像机每隔几秒才有一幅可单独解码的画面，间隔再小也不会更多。已保存的画面保持不变。",
    limit: "占用上限", limitHint: "达到上限后不再保存。",
    held_one: "已处理 {{made}} / {{count}} 个文件，共占用 {{bytes}}。", held_other: "已处理 {{made}} / {{count}} 个文件，共占用 {{bytes}}。",
    full: "已达到上限。请提高上限，或删除已保存的画面。",
    remove: "删除全部预存画面", removed: "已删除 {{bytes}}。",
    keep: "保存设置",
  },
} as const;
