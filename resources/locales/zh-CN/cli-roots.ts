// 命令行用语：录像所在的文件夹、重新指向、持续监视。

import type { cliRoots as en } from "../en/cli-roots.ts";
import type { Translation } from "../translation.ts";

export const cliRoots = {
  commands: {
    "roots list": "列出读取过录像的文件夹，以及它们现在是否在线。",
    "proxies make": "为浏览器无法播放的文件生成可播放副本，并说明其位置。",
    "roots move": "说明文件夹 OLD 现在位于 NEW：比对其中的文件，内容相同的改用新路径。",
  },
  options: {
    watch: "持续监视文件夹，新文件停止增长后即读入；按 Ctrl-C 结束",
    settle: "与 --watch 同用：文件保持不变多少秒后读入（默认 5）",
    moveWhole: "完整比对每个文件，而不只抽查 20 个",
  },
  results: {
    noRoots: "尚未读取过任何文件夹。",
    fileAway: "磁盘不在",
    rootAway: "{{path}} 自 {{since}} 起离线（文件 {{count}} 个）。请接上磁盘，或说明它现在的位置：roots move OLD NEW。",
    copyReady: "{{path}}：可播放副本位于 {{copyPath}}", copyNeedless: "{{path}} 可直接播放",
    copyImpossible: "{{path}} 没有可播放的画面", copyFailed: "{{path}}：{{reason}}",
    rootOnline: "在线", rootOffline: "自 {{since}} 起离线",
    watched: "监视时长 {{elapsed}}：读入新文件 {{rounds}} 次，文件夹离线 {{outages}} 次。",
    filesMoved: "其中 {{moved}} 个文件原路径已不存在，按内容识别为已知文件，原有标注全部保留。",
    moved: "{{from}} 现在位于 {{to}}：{{found}} 个文件中有 {{moved}} 个改用新路径（{{proved}} 个经完整 SHA-256 证实，{{compared}} 个按大小和首尾内容比对，{{unproved}} 个仅按大小）。缺失 {{missing}} 个，不同 {{different}} 个。",
    "missing-there": "该处没有此文件：{{there}}",
    "differs-there": "该处是另一个文件（{{what}}）：{{there}}",
    "known-there": "录像库中该路径已属于另一个文件：{{there}}",
  },
  notes: {
    watching: "正在监视。新文件停止增长后即读入。按 Ctrl-C 结束并报告已读入的内容。",
  },
} as const satisfies Translation<typeof en>;
