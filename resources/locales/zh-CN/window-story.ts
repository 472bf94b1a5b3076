// 窗口中案件经过的用语。

export const windowStory = {
  story: {
    title: "案件经过",
    add: "段落",
    teach: "分段写明经过。用按钮或输入 [[ 可引用标记、观察记录、言词证据、事实和物品，其时间随校正更新。",
    heading: "标题", text: "正文", textHint: "输入 [[ 引用案件内容。Ctrl+Enter 完成。",
    cite: "引用…", kind: { pin: "标记", observation: "观察记录", statement: "言词证据", fact: "事实", exhibit: "物品" },
    untitled: "无标题",
    edit: "编辑“{{title}}”", remove: "移除“{{title}}”", up: "上移“{{title}}”", down: "下移“{{title}}”",
    done: "完成", drop: "放弃草稿", citable: "可引用的内容", nothing: "案件中没有相符的内容。",
    gone: "{{token}}：已不在案件中", saved: "已保存 {{at}}", unsaved: "尚未保存，草稿保留在本机",
    recovered: "有一份未保存的草稿，已在下方打开。",
    changedSince: "起草之后该段落已被更改。保存将以草稿代替，可用撤销恢复原文。",
  },
} as const;
