// 仍在分段生成的可播放副本的用语。

export const wallStretches = {
  part: {
    tip: "该副本仍在生成：已有 {{from}} 至 {{to}}，其余部分随后生成。",
    here: "先生成此处的画面，再生成该文件的其余部分。",
    share: "已生成全文件的 {{percent}} %",
  },
};
