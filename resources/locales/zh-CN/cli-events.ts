// 命令行的案件时间线与事实表语句。
// The Chinese of ../en/cli-events.ts, with the same parameters in every sentence.

import type { cliEvents as en } from "../en/cli-events.ts";
import type { Translation } from "../translation.ts";

export const cliEvents = {
  commands: {
    "case timeline": "按标准时间列出案件的全部内容，以及时钟能否确定先后。",
    "fact add": "添加录像以外的事实（付款、通行记录）、假设或其他事件。",
    "fact import": "从 CSV 文件读取事实。先显示将录入的内容，--write 才录入。",
    "fact export": "将案件时间线写成 CSV。",
    "fact remove": "将事实移出案件；--undo 恢复。",
  },
  options: {
    eventKind: "只列此类：pin、observation、statement、fact、assumption、event 或 reading",
    eventText: "只列含此文字的",
    factCamera: "所涉摄像机",
    factExhibit: "所涉物品",
    factPerson: "所涉人员或车辆",
    tableEncoding: "文件的文字编码（默认自动判断；支付导出常为 GB18030）",
    tableSeparator: "单元格分隔符（默认自动判断）",
    headingRow: "表头所在行，按电子表格的行号；0 表示没有表头（默认自动查找，可在说明文字之下）",
    tableColumn: "哪一列是什么：from=交易时间、text=商品+金额、date=1、kind=（无）。可选 date、from、to、text、source、place、uncertainty_s、time_text、kind",
    tableTimezone: "表中时间的时区（默认同录像库）",
    tableUncertainty: "行内未写明时的时间不确定度：一个标准差，毫秒",
    tableSource: "行内未写明时的来源",
    tablePlace: "行内未写明时的地点",
    tableKind: "行内未写明时的类别（默认 fact）",
    keepSame: "案件中已有的相同行也录入",
  },
  expected: {
    column: "内容=列，例如 from=交易时间 或 text=3；多列文字用 + 相连",
  },
  results: {
    noEvents: "案件中没有符合的内容。",
    factSame: "第 {{row}} 行不录入：案件中已有，编号 {{factId}}。",
    factSameKept: "第 {{row}} 行案件中已有，编号 {{factId}}，仍再录入一次。",
    factSameRow: "（与第 {{other}} 行相同）",
    undecodable: "文件中有 {{count}} 处不是 {{encoding}} 编码的文字，请用 --encoding 指定其他编码。",
    factsPreviewed: "将录入 {{good}} 行，{{bad}} 行无法读取，{{same}} 行案件中已有。加 --write 录入。",
    factsImported: "已录入 {{good}} 行，{{bad}} 行无法读取，{{same}} 行案件中已有。",
  },
} as const satisfies Translation<typeof en>;
