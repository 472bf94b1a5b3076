import type { length as enLength, order as enOrder } from "../en/order.ts";
import type { Translation } from "../translation.ts";

export const order = {
  heading: "各标记开始的先后",
  note: "标记按标准时间排列，逐个与下一个比较。不同摄像机之间的先后，只有两台时钟都已校对、且两个时刻的间隔大于时钟可能的误差（两倍标准差）时才成立；成立时同时说明时钟要偏差多少才会使先后颠倒。",
  earlier: "在先", later: "在后", apart: "相距", verdict: "先后",
  sameClock: "先后成立：同一时钟所示",
  established: "先后成立，除非{{clocks}}的时间偏差超过 {{margin}}",
  "clock-unknown": "先后不能成立：{{clocks}}未校时",
  "no-camera": "先后不能成立：其中一个时刻没有摄像机显示，其误差未知",
  "too-close": "先后不能成立：相距 {{apart}}，而时钟只能分辨 {{needed}} 以上的间隔",
  "files-too-close": "先后不能成立：相距 {{apart}}，而这些文件的开始时间只能确定到 {{needed}}",
  turned: "{{sentence}}。按摄像机自身的时钟，先后相反。",
  toldTime: "所述",
  or: "{{one}}或{{other}}", and: "{{one}}和{{other}}",
  none: "标记不足两个，无先后可言。",
} as const satisfies Translation<typeof enOrder>;

export const length = {
  seconds: "{{seconds}} 秒",
  minutes: "{{minutes}} 分 {{seconds}} 秒",
  hours: "{{hours}} 小时 {{minutes}} 分 {{seconds}} 秒",
  days: "{{days}} 天 {{hours}} 小时 {{minutes}} 分 {{seconds}} 秒",
} as const satisfies Translation<typeof enLength>;
