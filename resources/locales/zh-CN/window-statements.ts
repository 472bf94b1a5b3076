// 窗口中言词证据及录像印证情况的用语。

export const windowStatements = {
  statements: {
    title: "言词证据",
    add: "言词证据",
    teach: "把各人所说原话与录像所见并列：印证、矛盾，或无法确认。",
    speaker: "陈述人", kind: "类别",
    words: "原话", made: "陈述时间", from: "所述时间起", to: "所述时间止",
    orderBad: "所述时间的结束早于开始。",
    speaksOf: "所述时间", madeAt: "陈述于", noTime: "未说明时间",
    edit: "编辑 {{speaker}} 的言词证据", remove: "将 {{speaker}} 的言词证据移出案件",
    around: "该时间前后的观察记录", aroundNone: "该时间前后尚无观察记录。",
    when: { before: "此前", inside: "其间", after: "此后" },
    observe: "记录{{speaker}}的陈述所说的物品情况",
    assess: "录像怎么说？", finding: "认定", pins: "能说明问题的标记",
    noPins: "本案尚无标记。", pinGone: "标记 {{pinId}}，已不在案件中", pinFor: "说明 {{speaker}} 的陈述：{{text}}", pinMenu: "“{{title}}”能说明哪条言词证据…", pinNew: "新的言词证据…",
    history: "此前的认定（{{count}}）",
    check: "这段时间有录像、有人看过吗？", cameras: "应能看到的摄像机",
    covered: "录像覆盖 {{percent}} %（{{whole}} 中的 {{part}}）", watched: "已查看 {{percent}} %（{{whole}} 中的 {{part}}）",
    longestUncovered: "最长无录像：{{length}}", longestUnwatched: "最长未查看：{{length}}",
    neverYes: "这只说明看了多少，本身不能证明什么都没有发生。",
  },
} as const;
