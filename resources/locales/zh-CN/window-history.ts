// 窗口中撤销、重做与操作历史的用语。

export const windowHistory = {
  history: {
    button: "撤销",
    redoButton: "重做",
    nothing: "没有可撤销的操作",
    nothingToRedo: "没有可重做的操作",
    undo: "撤销：{{what}}",
    redo: "重做：{{what}}",
    undone: "已撤销：{{what}}",
    redone: "已重做：{{what}}",
    byOther: "{{what}}（{{name}}）",
    open: "操作历史",
    title: "操作历史",
    teach: "对案件所做的一切都可以在这里撤销，重启后也可以。任何内容都不会抹去：撤销本身也是一次操作，保管链日志两者都保留。",
    empty: "尚未做过任何更改。",
    ofLibrary: "录像库",
    ofCase: "本案",
    state_done: "已生效",
    state_undone: "已撤销",
    state_dropped: "已撤销，不可重做",
    undoneBy: "由 {{name}} 于 {{at}} 撤销",
    undoThis: "撤销此项：{{what}}",
    redoThis: "重做此项：{{what}}",
    more: "更早的操作",
    /** Said at once after an act whose effect may be out of sight. */
    done: {
      "pin-removed": "“{{title}}”已从案件移除。移除与恢复均记入日志。",
      "reading-added": "{{title}} 的时钟已校正，其录像与标记随之移动。",
      "reading-removed": "已移除 {{title}} 的一条校对记录，其录像与标记随之移动。移除与恢复均记入日志。",
      "exhibit-retired": "物品“{{title}}”已从案件移除，其观察记录仍在日志中。",
      "observation-withdrawn": "“{{title}}”的观察记录已撤回，仍保留在日志中。",
      "files-assigned": "文件现归摄像机 {{title}}。",
    },
  },
} as const;
