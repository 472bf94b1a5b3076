// 每个错误代码两句话：发生了什么，下一步怎么办。
// The Chinese of ../en/errors.ts, with the same parameters in every sentence.

import type { errors as en } from "../en/errors.ts";
import type { Translation } from "../translation.ts";

export const errors = {
  "input-invalid": {
    message: "输入的内容无效：{{field}}（{{detail}}）",
    fix: "请改正所指出的值后重试。",
  },
  "time-unreadable": {
    message: "无法识别这个时间：“{{text}}”",
    fix: "请写成 2021-11-12 14:03:05、2021-11-12T14:03:05.250+08:00，或自 1970 年起的毫秒数。",
  },
  "time-nonexistent": {
    message: "当时时钟拨快，这个当地时间并不存在：“{{text}}”（{{timezone}}）",
    fix: "请写明时差，例如 2021-11-12T14:03:05+08:00。",
  },
  "time-ambiguous": {
    message: "当时时钟拨慢，这个当地时间出现过两次：“{{text}}”（{{timezone}}）",
    fix: "请写明时差，例如 2021-11-12T14:03:05+08:00，以确定是哪一次。",
  },
  "timezone-unknown": {
    message: "未知时区：“{{timezone}}”",
    fix: "请使用 Asia/Shanghai、UTC 这样的名称，或 +08:00 这样的时差。",
  },
  "path-missing": {
    message: "找不到文件或文件夹：{{path}}",
    fix: "请检查路径是否写对，磁盘是否已连接。",
  },
  "camera-unknown": {
    message: "录像库中没有这台摄像机：“{{cameraId}}”",
    fix: "请在摄像机列表中查找编号，或先导入摄像机清单。",
  },
  "case-unknown": {
    message: "录像库中没有这个案件：“{{number}}”",
    fix: "请在案件列表中查找案号，或先新建案件。",
  },
  "case-number-taken": {
    message: "案号已被其他案件使用：“{{number}}”",
    fix: "请打开该案件，或另选案号。",
  },
  "case-has-no-pins": {
    message: "本案还没有标记，没有可移交的录像。",
    fix: "请先为本案标记至少一段录像，再导出。",
  },
  "pin-unknown": {
    message: "没有这个标记：“{{pinId}}”",
    fix: "请在所属案件中查找；该标记可能已被移除。",
  },
  "exhibit-unknown": {
    message: "本案没有这件涉案物品：“{{exhibitId}}”",
    fix: "请在案件中查找该物品，或先登记。",
  },
  "observation-unknown": {
    message: "没有这条观察记录：“{{observationId}}”",
    fix: "请在所属案件中查找该观察记录。",
  },
  "observation-superseded": {
    message: "这条观察记录已被更正，新的编号为 {{nextId}}。",
    fix: "请更正最新的一条。",
  },
  "observation-withdrawn": {
    message: "这条观察记录已撤回。",
    fix: "请先恢复，或另行记录。",
  },
  "subject-unknown": {
    message: "没有这名人员或这辆车：“{{subjectId}}”",
    fix: "请在案件的人员、车辆列表中查找。",
  },
  "subject-label-taken": {
    message: "本案中已有人员或车辆使用“{{label}}”这一称呼。",
    fix: "请换一个能区分的称呼。",
  },
  "fact-unknown": {
    message: "没有这条事实：“{{factId}}”",
    fix: "请在所属案件中查找该事实。",
  },
  "section-unknown": {
    message: "经过中没有这一段：“{{sectionId}}”",
    fix: "请在案件的经过中查找。",
  },
  "facts-file-unreadable": {
    message: "这不是可读取的事实表：{{detail}}",
    fix: "请另存为带表头的 CSV；必须有“内容”（text）一列，最好有“时间”（from）和“来源”（source）。",
  },
  "facts-file-is-workbook": {
    message: "这是电子表格工作簿，不是 CSV 文件。",
    fix: "请用电子表格软件打开，把工作表另存为 CSV，再选择该文件。",
  },
  "moment-without-time": {
    message: "该记录没有可以比较先后的时间。",
    fix: "请先填写时间；大致时间加误差也可以。",
  },
  "statement-unknown": {
    message: "没有这份言词证据：“{{statementId}}”",
    fix: "请在所属案件中查找该言词证据。",
  },
  "file-unknown": {
    message: "录像库中没有这个录像文件：“{{fileId}}”",
    fix: "请在文件列表中查找；如列表中没有，请重新索引其所在文件夹。",
  },
  "file-not-in-library": {
    message: "录像库中没有此文件：{{path}}",
    fix: "请按 files 列出的编号或路径指定文件或文件夹；尚未读取的请先读取。",
  },
  "frame-outside-file": {
    message: "指定的位置（{{mediaMs}} 毫秒）超出了文件长度：{{path}}",
    fix: "请指定文件之内的位置；0 为第一帧。",
  },
  "job-unknown": {
    message: "没有这个任务：“{{jobId}}”",
    fix: "请重新开始该操作。",
  },
  "epoch-unknown": {
    message: "该摄像机的时钟没有这个时段。",
    fix: "请重新查看该摄像机的时钟，从列出的时段中选择。",
  },
  "reading-unknown": {
    message: "没有这条时间校对记录：“{{readingId}}”",
    fix: "请在该摄像机的时钟中查找记录编号；该记录可能已被删除。",
  },
  "intake-unknown": {
    message: "没有此提取记录：{{intakeId}}",
    fix: "可用 intake list 查看全部提取记录。",
  },
  "area-unknown": {
    message: "没有此盲区：{{areaId}}",
    fix: "请重新查看已标记的盲区；它可能已被移除。",
  },
  "area-outline-unusable": {
    message: "这些角点围不成一个区域（{{reason}}）。",
    fix: "请沿区域边界依次给出至少三个角点，各边不得相交。",
  },
  "tiles-unknown": {
    message: "没有此地图瓦片文件：{{sourceId}}",
    fix: "请在地图的“底图”中重新选择文件。",
  },
  "tiles-unreadable": {
    message: "无法读取此地图瓦片文件：{{path}}",
    fix: "请选择 PMTiles（第 3 版）或 MBTiles 文件，内容为图片（PNG、JPEG、WebP）或矢量瓦片。",
  },
  "plan-unknown": {
    message: "没有此底图，或其图片已不在录像库文件夹中：{{planId}}",
    fix: "请在地图的“底图”中重新添加该图片。",
  },
  "plan-picture-unreadable": {
    message: "这不是可以显示的图片；可用 PNG、JPEG、WebP。",
    fix: "请用其他程序打开，另存为 PNG。",
  },
  "plan-picture-too-large": {
    message: "图片过大：{{widthPx}} × {{heightPx}} 像素。",
    fix: "请缩小：每边不超过 16384 像素，总计不超过 6400 万像素、40 MB。",
  },
  "plan-points-unusable": {
    message: "这些点无法将底图放到地面上（{{reason}}）。",
    fix: "请选择两到三个相距较远、不在一条直线上的点，且底图上与地图上须为同一地点。",
  },
  "root-unknown": {
    message: "本录像库没有位于 {{path}} 的录像。",
    fix: "查看读取过的文件夹：quayline roots list，或录像库菜单中的“录像位置”。",
  },
  "watch-unknown": {
    message: "此文件夹已不再监视。",
    fix: "在添加文件夹处重新监视。",
  },
  "folder-inside-itself": {
    message: "录像本来就位于 {{path}}。",
    fix: "请指定录像现在所在的文件夹。",
  },
  "clock-reading-twice": {
    message: "同一设备时间已有一条时间校对记录。",
    fix: "请先删除原记录；如其间时钟曾被重设，请将本条作为新时段的第一条录入。",
  },
  "clock-rate-refused": {
    message: "按此校对，时钟的走时速率不可能成立：设备每走 1 秒，标准时间走 {{rate}} 秒",
    fix: "请检查两个时间是否录错；如两次校对之间时钟曾被重设或跳变，请将本条作为新时段的第一条录入。",
  },
  "cameras-file-unreadable": {
    message: "无法读取摄像机清单：{{detail}}",
    fix: "请另存为 UTF-8 编码的 CSV（首行为列名，须有 id 列），或由点要素组成的 GeoJSON，再重新导入。",
  },
  "patterns-file-invalid": {
    message: "录像库的命名规则文件无法使用：{{path}} {{where}} {{detail}}",
    fix: "请按位置修改 patterns.json，或移走该文件；写法见 docs/patterns.md。本次未读取任何录像。",
  },
  "pattern-expression-invalid": {
    message: "命名规则 {{name}} 的表达式无法识别：{{detail}}",
    fix: "请在 patterns.json 中修改。表达式按 RE2 语法：不支持反向引用和前后断言。",
  },
  "pattern-groups-wrong": {
    message: "命名规则 {{name}} 没有说明文件何时开始，或含有未知的分组：{{group}}",
    fix: "请使用下列分组名之一，且 epoch 分组只用于 epoch 基准：{{wanted}}",
  },
  "pattern-name-taken": {
    message: "已有名为 {{name}} 的命名规则。",
    fix: "请在 patterns.json 中为该条目另取名称。",
  },
  "bundle-not-found": {
    message: "此处没有证据包：{{path}}",
    fix: "请指定证据包的文件夹或其 .zip 文件。",
  },
  "bundle-not-a-bag": {
    message: "这不是证据包：{{path}}",
    fix: "请指定含有 bagit.txt 的文件夹，或证据包的 .zip 文件。",
  },
  "passphrase-missing": {
    message: "证据包已加密，未提供口令或口令不正确。",
    fix: "请向移交证据包的人员索取口令后输入。",
  },
  "library-busy": {
    message: "另一个程序正在写入此录像库：{{path}}",
    fix: "请等待其完成或将其关闭后重试；其间仍可查看。",
  },
  "library-read-only": {
    message: "此录像库只能查看：其所在文件夹无法写入，{{path}}（{{reason}}）。",
    fix: "如需修改，请将整个文件夹 {{path}} 复制到可以写入的磁盘，再按新位置打开副本（--library 文件夹）。",
  },
  "library-not-found": {
    message: "此处没有录像库：{{path}}",
    fix: "请选择正确的文件夹，或先在此处新建录像库。",
  },
  "library-newer": {
    message: "此录像库由更新版本的港迹建立（格式 {{version}}，本版本最高支持 {{supported}}）。",
    fix: "请安装新版本。录像库未作任何改动。",
  },
  "library-damaged": {
    message: "录像库的数据库已损坏：{{path}}",
    fix: "请先完整复制该文件夹，不要删除任何内容，然后恢复最近的备份。录像文件本身不受影响。",
  },
  "library-on-network": {
    message: "录像库不能放在网络驱动器上：{{path}}",
    fix: "请选择本机磁盘上的文件夹。录像文件本身可以留在网络上。",
  },
  "library-not-empty": {
    message: "此录像库已有录像，未放入示例案件。",
    fix: "请在新建的空录像库中打开示例案件。",
  },
  "actor-unknown": {
    message: "尚未填写操作人。",
    fix: "请先填写姓名：保管链日志要记录每一步由谁操作。",
  },
  "tie-clock-unread": {
    message: "摄像机 {{cameraId}} 的时钟从未校对，不能用来校对别的时钟。",
    fix: "请先校对该时钟，或另选一台已校时的摄像机。",
  },
  "tie-circular": {
    message: "摄像机 {{cameraId}} 的时钟正是由本摄像机校对的，不能反过来校对本机。",
    fix: "请另选一台以其他方式校时的摄像机。",
  },
  "no-footage-there": {
    message: "该摄像机在此时刻没有录像。",
    fix: "请查看该摄像机的录像覆盖，选择有录像的时间。",
  },
  "target-exists": {
    message: "同名文件或文件夹已存在：{{path}}",
    fix: "请换一个名称或位置。未覆盖任何内容。",
  },
  "job-not-running": {
    message: "该任务已不在运行。",
    fix: "请查看其结果，或重新开始。",
  },
  "change-none": { message: "没有可撤销或重做的操作。", fix: "案件中的操作须在打开该案件时（命令行用 --case）撤销；时钟、摄像机和文件的操作随时可以撤销。" },
  "change-not-there": { message: "该操作现在无法执行：它已被撤销、重做或被新的操作取代。", fix: "请重新查看操作历史，其中列出现在可以撤销的操作。" },
  "change-needed": { message: "不能单独撤销“{{title}}”：之后又对同一对象做了“{{byTitle}}”。", fix: "请先撤销后一项操作。" },
  "change-overtaken": { message: "“{{title}}”的内容与这次操作之后不同：此后被其他途径改过。", fix: "请手动修改，以免丢失较新的内容。" },
  "folder-not-the-same": {
    message: "{{to}} 中没有录像库在 {{from}} 读取过的录像（已比对 {{files}} 个文件）。",
    fix: "未作任何更改。请选择内部结构与原文件夹相同的文件夹；若要添加其他录像，请作为新录像添加。",
  },
  "disk-full": {
    message: "磁盘已满：{{path}}",
    fix: "请清理空间或换一块磁盘后重试；已完成的部分会保留。",
  },
  "library-copy-no-room": {
    message: "此录像库所在位置无法写入，须先将其数据库复制到本机才能查看，而 {{path}} 空间不足：需要 {{neededMb}} MB，可用 {{freeMb}} MB。",
    fix: "请在该处清理空间（或用 TMPDIR 指定空间较大的文件夹，Windows 用 TEMP），或将整个文件夹 {{library}} 复制到可以写入的磁盘后打开副本。",
  },
  "folder-not-writable": {
    message: "无法写入此文件夹：{{path}}",
    fix: "请选择有写入权限的文件夹。",
  },
  "ffmpeg-missing": {
    message: "本机找不到读取录像所需的 FFmpeg，或 FFmpeg 无法启动。",
    fix: "请重新安装港迹；或安装 FFmpeg，并用 QUAYLINE_FFMPEG 指明其位置。",
  },
  "ffmpeg-failed": {
    message: "FFmpeg 处理失败：{{detail}}",
    fix: "请重试；如再次失败，请用其他播放器检查该文件，并反馈此问题。",
  },
  "source-offline": {
    message: "现在无法访问这份录像：{{path}}",
    fix: "请连接存放录像的磁盘或网络驱动器后重试。",
  },
  "worker-died": {
    message: "程序的一个部件意外退出；已保存的内容没有丢失。",
    fix: "请重试；如再次发生，请重新启动程序，并检查可用内存。",
  },
  "worker-silent": {
    message: "程序的一部分长时间无响应，已被结束；已保存的内容没有丢失。",
    fix: "请重试；如再次出现，请检查磁盘或网络驱动器。",
  },
  "file-unreadable": {
    message: "无法读取此文件：{{path}}",
    fix: "请从录像机重新拷贝，并在该文件的问题列表中查看原因。",
  },
  "frame-unreadable": {
    message: "此时刻的画面无法解码：{{path}}",
    fix: "请选择前后几秒的时间，并检查该文件是否损坏。",
  },
  "proxy-failed": {
    message: "无法为此文件生成可播放的副本：{{path}}",
    fix: "请检查该文件是否损坏。原始文件未作改动，仍可标记和移交。",
  },
  "original-changed": {
    message: "原始文件与索引时不一致：{{path}}",
    fix: "请查明改动原因，并从录像机或备份恢复原始文件；查清之前不要导出。",
  },
  "export-verification-failed": {
    message: "写出的内容与原始文件不一致，证据包未保留：{{path}}",
    fix: "请检查目标磁盘是否有故障，然后重新导出，最好换一块磁盘。",
  },
  "custody-broken": {
    message: "保管链日志自第 {{number}} 条起断裂：有记录被修改、删除或移动。",
    fix: "请将录像库按现状完整复制并送检，同时与最近一次移交的证据包核对。",
  },
  cancelled: {
    message: "已取消。",
    fix: "需要时可重新运行；已完成的部分会保留。",
  },
  internal: {
    message: "程序内部出错：{{message}}",
    fix: "请重试；如再次发生，请连同这句话一起反馈。",
  },
} as const satisfies Translation<typeof en>;
