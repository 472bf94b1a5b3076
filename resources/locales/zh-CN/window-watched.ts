// 窗口中“已查看”的用语。

export const windowWatched = {
  watched: {
    title: "已查看",
    sum: "本案时段内共有录像 {{footage}}，已查看 {{watched}}。",
    none: "本案时段内没有录像。",
    teach: "填写案件时段或添加标记后，这里会显示该时段的录像有多少真正在屏幕上播放过。",
    person: "{{name}}：{{length}}",
    focused: "其中本窗口在最前 {{length}}",
    unknown: "未登记人员",
    bar: "已查看 {{percent}}%",
    cameras: "按摄像机",
    camera: "{{watched}} / {{footage}}",
    tip: "统计窗口可见且不超过 4 倍速时实际显示的内容；同一摄像机的每一秒只计一次。",
  },
} as const;
