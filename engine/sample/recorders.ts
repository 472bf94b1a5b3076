// How seven makes of recorder name their files and folders, always by their own clock, right or wrong.
// Sources: DOMAIN §1 (file names). Only names and the small files beside the footage; no video.
import type { Run, SampleCamera } from "./cameras.ts";

const ZONE_MS = 8 * 3_600_000;

/** Fields of a time, as the recorder writes them. */
interface ClockFields {
  readonly y: string; readonly mo: string; readonly d: string;
  readonly h: string; readonly mi: string; readonly s: string;
  /** All fourteen digits. */
  readonly digits: string;
}

function fieldsOf(ms: number, zoneMs: number): ClockFields {
  const text = new Date(ms + zoneMs).toISOString();
  const [y, mo, d, h, mi, s] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10), text.slice(11, 13), text.slice(14, 16), text.slice(17, 19)];
  return { y, mo, d, h, mi, s, digits: `${y}${mo}${d}${h}${mi}${s}` };
}

const AXIS_SERIAL = "ACCC8EF31A07";
const AXIS_IDS = ["3C1F", "91D4"] as const;

/** Path of one run's file below the footage folder, with "/" between its parts. */
export function runPath(camera: SampleCamera, run: Run): string {
  const start = fieldsOf(run.cameraStartMs, ZONE_MS);
  const end = fieldsOf(run.cameraStartMs + run.durationMs, ZONE_MS);
  const { folder, name } = camera;
  switch (camera.recorder) {
    case "hikvision-nvr":
      return `${folder}/ch01_${start.digits}.mp4`;
    case "dahua-web":
      return `${folder}/NVR_ch2_main_${start.digits}_${end.digits}.mp4`;
    case "ivms":
      return `${folder}/${name}_${start.digits}_${end.digits}_40918273.mp4`;
    case "axis": {
      const stamp = `${start.y}${start.mo}${start.d}_${start.h}${start.mi}${start.s}_${axisId(camera, run)}`;
      const day = `${start.y}${start.mo}${start.d}`;
      return `${folder}/${day}/${start.h}/${stamp}_${AXIS_SERIAL}/${day}_${start.h}/${stamp}.mkv`;
    }
    case "plain-14":
      return `${folder}/${start.digits}.ts`;
    case "frigate": {
      const utc = fieldsOf(run.cameraStartMs, 0);
      return `${folder}/${utc.y}-${utc.mo}-${utc.d}/${utc.h}/${camera.channel}/${utc.mi}.${utc.s}.mp4`;
    }
    case "xiaomi":
      return `${folder}/${start.y}${start.mo}${start.d}${start.h}/${start.mi}M${start.s}S_${Math.floor(run.cameraStartMs / 1000)}.mp4`;
  }
}

function axisId(camera: SampleCamera, run: Run): string {
  return AXIS_IDS[camera.runs.indexOf(run)] ?? AXIS_IDS[0];
}

/** The text files that a recorder lays beside a run: path below the footage folder, and content. */
export function sidecarsOf(camera: SampleCamera, run: Run): readonly { readonly path: string; readonly text: string }[] {
  if (camera.recorder !== "axis") return [];
  const path = runPath(camera, run);
  const recordingFolder = path.split("/").slice(0, -2).join("/");
  const blockPath = path.replace(/\.mkv$/, ".xml");
  const recordingId = recordingFolder.split("/").pop() ?? "";
  const time = (ms: number): string => new Date(ms).toISOString().replace(/\.(\d{3})Z$/, ".$1000Z");
  const startText = time(run.cameraStartMs), stopText = time(run.cameraStartMs + run.durationMs);
  const recording = [
    '<?xml version="1.0" encoding="UTF-8"?>', `<Recording RecordingToken="${recordingId}">`,
    `  <StartTime>${startText}</StartTime>`, `  <StopTime>${stopText}</StopTime>`, "  <TimeZone>CST-8</TimeZone>",
    "  <SourceToken>1</SourceToken>", "  <Content>Continuous</Content>",
    `  <Track TrackToken="Video"><Type>Video</Type><Encoding>video/x-h264</Encoding><Width>${camera.widthPx}</Width><Height>${camera.heightPx}</Height><Framerate>${camera.framesPerSecond}</Framerate></Track>`,
    "</Recording>", "",
  ];
  const block = [
    '<?xml version="1.0" encoding="UTF-8"?>', `<RecordingBlock RecordingBlockToken="${path.split("/").pop()?.replace(/\.mkv$/, "") ?? ""}">`,
    `  <RecordingToken>${recordingId}</RecordingToken>`, `  <StartTime>${startText}</StartTime>`, `  <StopTime>${stopText}</StopTime>`, "  <Status>Complete</Status>", "</RecordingBlock>", "",
  ];
  return [{ path: `${recordingFolder}/recording.xml`, text: recording.join("\n") }, { path: blockPath, text: block.join("\n") }];
}

/** What stands in cameras.csv to give a camera its files. */
export function matchPattern(camera: SampleCamera): string {
  return `**/${camera.folder}/**`;
}
