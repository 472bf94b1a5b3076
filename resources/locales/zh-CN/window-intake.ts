// 窗口中提取记录的用语：在设备处复制录像时需要记下的内容。

export const windowIntake = {
  intake: {
    open: "提取记录…",
    offer: "正在添加 {{folder}} 中的录像。是否从录像设备复制而来？",
    offerFix: "填写一次提取记录，即可校正其中摄像机的时间，并为法律文书提供事项。可以稍后从录像库菜单填写。",
    fill: "填写提取记录", later: "稍后",
    title: "提取记录",
    why: "记录复制现场所见。不清楚的留空，以后可补填。",
    which: "记录", new: "新建提取记录",
    folder: "复制件所在文件夹", chooseFolder: "选择复制件所在文件夹", choose: "选择…",
    recorderMs: "设备显示时间", beijingMs: "当时的北京时间",
    clockHalf: "两个时间须同时填写，或都不填。",
    clockSays: "设备时钟：{{error}}。此文件夹的每台摄像机都将得到这条时间校对记录。",
    refused: "以下摄像机已有的校对记录与此不符，未予采用：{{cameras}}",
    reference: "北京时间来源", referenceExample: "NTP、手机、12117",
    photo: "两个时间的同框照片", choosePhoto: "选择两个时间的同框照片",
    takenMs: "复制时间", place: "地点", holder: "设备持有人", device: "品牌、型号、序列号", channels: "复制的通道",
    officers: "侦查人员", officersHint: "文书要求两名；姓名之间用逗号或顿号分开。", officersBad: "最多 20 名。",
    overwriteMs: "其中最早的录像将于何时被覆盖", retention: "设备保存录像的天数", retentionBad: "请填 1 至 36500 的整数。",
    copyMethod: "复制方法", notSeizedReason: "未扣押原始存储介质的原因", note: "备注",
    save: "保存提取记录",
  },
} as const;
