// 单个录像文件（或摄像机清单中的一行）可能出现的问题：一句说明，一句处理办法。
// The Chinese of ../en/problems.ts. A problem stands beside its file's name, so the sentences do not repeat the path.

import type { problems as en } from "../en/problems.ts";
import type { Translation } from "../translation.ts";

export const problems = {
  "not-video": {
    message: "此文件不是视频。",
    fix: "如是图片、清单或录像机自带的程序，无需处理；如应为录像，请从录像机重新拷贝。",
  },
  "file-empty": {
    message: "文件为空（0 字节）。",
    fix: "请从录像机重新拷贝。",
  },
  "no-moov": {
    message: "MP4 文件没有索引（缺少 moov）：录制或拷贝尚未完成即中断。",
    fix: "请从录像机重新拷贝；如录像机上也是如此，请将副本送鉴定机构修复。",
  },
  "container-unreadable": {
    message: "无法读取此格式：文件已损坏、已加密或格式未知。",
    fix: "请用厂家播放器打开；如能播放，请另导出一份通用格式，同时保留此原始文件。",
  },
  "no-video-track": {
    message: "文件中没有画面，只有声音或数据。",
    fix: "如本来只录音，无需处理；否则请从录像机重新拷贝。",
  },
  "cannot-open": {
    message: "无法打开文件：没有权限，或磁盘报错。",
    fix: "请检查文件权限和磁盘状况，然后重新索引。",
  },
  "not-a-regular-file": {
    message: "这不是普通文件（设备、管道或套接字），未打开。",
    fix: "无需处理；如此处应有录像，请将其拷贝为普通文件。",
  },
  "link-outside": {
    message: "此链接指向所索引文件夹之外，未跟随。",
    fix: "如链接所指的文件夹有本案录像，请索引该文件夹。",
  },
  "read-timeout": {
    message: "读取长时间没有进展，已放弃：磁盘无响应，或文件结构使读取无法结束。",
    fix: "请检查磁盘或网络驱动器，然后重新索引；如只有此文件如此，请从录像机重新拷贝。",
  },
  "changed-while-reading": {
    message: "读取过程中文件发生变化，已得到的信息可能与文件不符。",
    fix: "请等待不再有程序写入此文件后，重新索引。",
  },
  "missing-now": {
    message: "索引时文件存在，现在找不到。",
    fix: "请连接磁盘，或从备份恢复该文件后重新索引。已有的信息会保留。",
  },
  "still-being-written": {
    message: "文件仍在写入；已读取到目前为止的内容。",
    fix: "请在录制或拷贝完成后重新索引。",
  },
  "time-unknown": {
    message: "没有任何依据说明录制时间，该文件无法放到时间轴上。",
    fix: "请查看画面上的时间，或询问提取录像的人员，然后人工录入起始时间。",
  },
  "time-guessed": {
    message: "该文件的时间依据不足，只是根据$t(common:timeSource.{{source}})推测。",
    fix: "使用前请与画面上的时间核对。",
  },
  "time-sources-disagree": {
    message: "该文件的几个时间来源互相矛盾：采用 {{first}}；{{second}} 与之相差 {{apartS}} 秒。",
    fix: "请查看各时间来源，并与画面上的时间核对；如相差整数小时，请检查摄像机的时区。",
  },
  "time-nonexistent": {
    message: "文件的当地时间并不存在：当时时钟拨快。",
    fix: "请检查摄像机的时区，或按正确的时区重新索引。",
  },
  "time-ambiguous": {
    message: "文件的当地时间出现过两次：当时时钟拨慢。已取较早的一次。",
    fix: "请与前后文件比对，并检查摄像机的时区。",
  },
  "duration-disagrees": {
    message: "按$t(common:timeSource.{{claimedBy}})，长度为 {{claimedS}} 秒；按$t(common:timeSource.{{used}})为 {{foundS}} 秒，以后者为准。",
    fix: "请以实际录像为准；如缺少的部分重要，请另行调取。",
  },
  truncated: {
    message: "文件不完整：录像末尾缺失或损坏。",
    fix: "如缺少的部分重要，请从录像机重新拷贝；现有部分可以使用。",
  },
  "size-disagrees": {
    message: "录像机写在文件名中的大小为 {{namedBytes}} 字节，文件实际为 {{foundBytes}} 字节：可能未拷贝完整，或以同名另行转换。",
    fix: "请与录像机中的原文件比对；如缺少的部分重要，请重新拷贝。",
  },
  "pictures-damaged": {
    message: "有 {{stretches}} 段画面无法解码，共 {{damagedS}} 秒，位于文件的第 {{fromS}} 秒至第 {{toS}} 秒之间；这些时段按空缺处理。",
    fix: "请从录像机重新拷贝并比对；采信前请用厂商播放器查看这些时段。",
  },
  "timestamps-jump": {
    message: "文件内部的时钟发生跳变（共 {{count}} 次，第一次 {{seconds}} 秒）；跳变之后的录像已直接排在跳变之前的录像后面。",
    fix: "请比对跳变前后画面上叠加的时间。后一部分可能属于别的时段。",
  },
  "bytes-skipped": {
    message: "文件开头、帧与帧之间或末尾有 {{bytes}} 字节已跳过：不是录像，或属于拼接在后面的另一个文件。",
    fix: "请查看该文件的缺口。如果缺失部分重要，请从录像机重新拷贝；拼接过的文件请逐个拷贝。",
  },
  "frame-rate-assumed": {
    message: "文件中没有可靠的录制帧率，文件内的时间按假定的每秒 {{framesPerSecond}} 帧计算。",
    fix: "引用文件内的时间之前，请对照画面上的时钟核对帧数。",
  },
  "fields-unpaired": {
    message: "该文件为隔行录像，每幅画面分两场存放，无法确定哪两场属于同一画面：每一场按一帧计算，帧数和帧率可能是实际画面的两倍。",
    fix: "逐帧查看时请两步作为一幅画面，不要以帧数为依据；如文件已损坏，请从录像机重新拷贝。",
  },
  "camera-provisional": {
    message: "没有摄像机与此文件对应，已按其文件夹建立临时摄像机。",
    fix: "请为摄像机命名，或导入 match 列能对应此路径的摄像机清单。",
  },
  "camera-column-invalid": {
    message: "摄像机清单中有一个值无效，该行已略去：第 {{row}} 行，{{column}} 列",
    fix: "请改正清单中的值后重新导入。",
  },
  "sidecar-unreadable": {
    message: "此文件旁的 {{sidecar}} 无法读取，其中的时间未采用。",
    fix: "文件名已写明时间时无需处理；否则用文本编辑器打开它，手工填写开始时间。",
  },
  "duplicate-content": {
    message: "录像库中另一路径已有相同内容，只计一次。",
    fix: "无需处理，两个路径都会列出。",
  },
  "poster-failed": {
    message: "无法为此文件生成缩略图。",
    fix: "如文件能播放，无需处理；否则请检查是否损坏。",
  },
} as const satisfies Translation<typeof en>;
