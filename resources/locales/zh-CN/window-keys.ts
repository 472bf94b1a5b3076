// 窗口中更改快捷键的用语。

export const windowKeys = {
  ownKeys: {
    open: "更改快捷键…",
    title: "更改快捷键",
    search: "查找操作或按键",
    nothing: "没有这样的操作或按键。",
    none: "无按键",
    add: "增加按键：{{action}}",
    remove: "取消按键 {{key}}：{{action}}",
    reset: "恢复默认按键：{{action}}",
    resetAll: "全部恢复默认",
    pressNow: "请按下用于“{{action}}”的键，可单独按，也可与 Ctrl 或 Shift 同按。按 Escape 取消。",
    reserved: "{{key}} 由系统或应用菜单占用。",
    conflict: "{{key}} 目前用于“{{holder}}”。",
    take: "改用于新操作",
    leave: "保持不变",
  },
} as const;
