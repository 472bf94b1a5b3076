// 窗口用语：录像所在的文件夹、重新指向、监视新文件。

import type { windowRoots as en } from "../en/window-roots.ts";
import type { Translation } from "../translation.ts";

export const windowRoots = {
  roots: {
    open: "录像位置…", title: "录像位置",
    what: "读取过录像的文件夹。磁盘不在时，录像覆盖、标记和时间仍然保留。",
    none: "尚未读取过任何文件夹。",
    files_one: "{{count}} 个文件", files_other: "{{count}} 个文件",
    online: "在线", offline: "自 {{since}} 起离线",
    move: "指定新位置…", moveTitle: "选择 {{path}} 现在所在的文件夹",
    moving: "正在比对该处的文件，进度见任务列表。",
    whole: "指定新位置时，完整比对每个文件，而不只抽查",
    moved: "{{found}} 个文件中有 {{moved}} 个现在位于 {{to}}。",
    notMoved_one: "{{count}} 个文件不在该处或内容不同，保留原路径：", notMoved_other: "{{count}} 个文件不在该处或内容不同，保留原路径：",
    "missing-there": "该处没有", "differs-there": "该处是另一个文件", "known-there": "录像库中已属于另一个文件",
    watched: "正在监视的文件夹", watchNone: "没有监视任何文件夹。被监视的文件夹中，新文件停止增长后会自动读入。",
    watch: "监视此文件夹", watchOther: "监视文件夹…", watchTitle: "选择要监视新文件的文件夹", unwatch: "停止监视", again: "重新监视",
    state: { watching: "监视中", reading: "正在读入新文件", offline: "自 {{since}} 起离线", ended: "因故障停止，原因见任务列表" },
    taken_one: "已读入 {{count}} 个文件", taken_other: "已读入 {{count}} 个文件",
    waiting_one: "{{count}} 个仍在增长", waiting_other: "{{count}} 个仍在增长",
    last: "最近：{{file}}，{{at}}",
    offerWatch: "正在读取 {{folder}}。是否仍有文件复制到其中？",
    isWatched: "正在监视 {{folder}}：新文件会自动读入。",
  },
} as const satisfies Translation<typeof en>;
