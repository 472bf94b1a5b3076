// 窗口之外的文字：应用程序菜单与系统对话框。

import type { desktop as en } from "../en/desktop.ts";
import type { Translation } from "../translation.ts";

export const desktop = {
  title: "港迹 Quayline",
  menu: {
    file: "文件(&F)",
    quit: "退出",
    closeWindow: "关闭窗口",
    edit: "编辑(&E)",
    undo: "撤销",
    redo: "重做",
    cut: "剪切",
    copy: "复制",
    paste: "粘贴",
    selectAll: "全选",
    view: "视图(&V)",
    actualSize: "实际大小",
    larger: "放大",
    smaller: "缩小",
    fullScreen: "全屏",
    reload: "重新加载",
    developerTools: "开发者工具",
  },
  failure: {
    title: "港迹无法打开窗口",
    message: "程序的一部分缺失或损坏：\n{{detail}}\n\n请重新安装港迹。录像库中的内容不受影响。",
  },
} as const satisfies Translation<typeof en>;
