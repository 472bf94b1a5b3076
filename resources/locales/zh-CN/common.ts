import type { common as en } from "../en/common.ts";
import type { Translation } from "../translation.ts";
import { changes } from "./changes.ts";
import { length, order } from "./order.ts";
import { commonReconstruction } from "./common-reconstruction.ts";

export const common = {
  ...commonReconstruction,
  appName: "港迹",
  clock: {
    uncorrected: "未校时",
    fast: "快 {{amount}}",
    slow: "慢 {{amount}}",
    exact: "未见误差",
    drift: "漂移 {{ppm}} ppm",
    cameraTime: "设备时间",
    trueTime: "标准时间",
    uncertaintyUnknown: "误差未知",
  },
  /** Two of a list; longer lists are made of it. */
  listed: "{{a}}、{{b}}",
  /** A name and what belongs to it, on one line. */
  pair: "{{name}}：{{what}}",
  order,
  length,
  change: changes,
  gap: {
    "no-footage": "未持有录像",
    "recorder-gap": "录像中断",
    damaged: "录像损坏",
    unindexed: "尚未读取",
    "time-unknown": "时间不明",
  },
  timeSource: {
    name: "文件名", folder: "文件夹", container: "封装信息", packets: "数据包时间", sidecar: "附属文件",
    "creation-time": "创建时间", mtime: "文件日期", manual: "人工录入",
  },
  confidence: { high: "可靠", medium: "较可靠", low: "推测" },
  observation: { seen: "看见", carried: "携带中", contained: "在封闭容器内（推断）", hidden: "在画面内但被遮挡", absent: "确认不在" },
  job: {
    kind: { index: "读取录像", proxy: "生成可播放副本", "proxy-small": "生成小尺寸副本", export: "制作证据包", verify: "校验证据包", sample: "绘制示例录像", watch: "监视文件夹", move: "重新指向文件夹", preview: "预存画面", osd: "读取画面时钟" },
    state: { waiting: "等待中", running: "进行中", done: "完成", failed: "失败", cancelled: "已取消", interrupted: "已中断" },
    step: {
      waiting: "等待中", walking: "查找文件", reading: "读取", probing: "检查数据包", hashing: "计算哈希", checking: "解码查找损坏", posters: "生成缩略图",
      drawing: "绘制", importing: "添加摄像机", copying: "复制原始文件", transcoding: "生成可播放副本", cutting: "截取片段",
      report: "撰写报告", verifying: "校验", packing: "打包", finishing: "收尾", "reading-clock": "读取时钟",
      watching: "等待新文件", offline: "等待文件夹恢复", recognising: "识别移动过的文件", comparing: "比对",
      storing: "保存画面",
    },
  },
} as const satisfies Translation<typeof en>;
