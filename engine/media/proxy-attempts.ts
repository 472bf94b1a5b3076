// The command lines that may turn a file into a proxy, the gentlest first. Pure; proxy.ts runs them and checks what they made.
// Facts about ffmpeg's options: its documentation of -copyts, setts, setpts and aresample, and what was seen with 5.1.

import { msPerStamp, type StampRun } from "./frame-index.ts";

export interface ProxySource {
  /** Which stream is the footage, for `-map`. */
  readonly map: string;
  readonly container: string | null;
  /** Its pictures may be the copy's, bit for bit. */
  readonly takesOver: boolean;
  readonly audioCodec: string | null;
  readonly timeBase: string | null;
  /** False where ffmpeg makes up stamps of frames; see own-stamps.ts. */
  readonly hasOwnStamps: boolean;
  /** True unless the file is known to show its pictures in the order in which it holds them. */
  readonly isReordered: boolean;
  /** A lower picture is wanted, without sound; null keeps the size. */
  readonly maxHeightPx: number | null;
  readonly index: { readonly firstPts: number; readonly runs: readonly StampRun[] } | null;
}

export interface ProxyAttempt {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly isTranscoded: boolean;
  /** Its times are given by counting: it holds only where no frame is missing. */
  readonly countsFrames: boolean;
}

/** Units a second in which the frames of a copy stand. */
export const TIMESCALE = 90_000;
/** How a copy is written down. */
export const MP4 = ["-video_track_timescale", String(TIMESCALE), "-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "mp4"];
/** `-fps_mode passthrough` keeps each frame's own time. A keyframe every two seconds makes scrubbing light. */
const encode = (crf: number, keyEveryS: number): string[] => ["-fps_mode", "passthrough", "-enc_time_base", `1:${TIMESCALE}`, "-c:v", "libx264", "-preset", "veryfast", "-crf", String(crf),
  "-pix_fmt", "yuv420p", "-bf", "0", "-force_key_frames", `expr:gte(t,n_forced*${keyEveryS})`];
const ENCODE = encode(23, 2);
/** Small pictures cost little: a keyframe each second makes sixteen of them light to scrub. */
const ENCODE_SMALL = encode(27, 1);
/** How the pictures of a copy are encoded, whole or in stretches: alike, so that stretches can be joined. */
export const encodingOf = (maxHeightPx: number | null): readonly string[] => (maxHeightPx === null ? ENCODE : ENCODE_SMALL);
/** Behind the filters that place frames. An odd width or height, which no player's H.264 has, gets one more line: no picture is drawn anew for it. */
export const scaleFilter = (maxHeightPx: number | null): string => (maxHeightPx === null ? ",pad=ceil(iw/2)*2:ceil(ih/2)*2" : `,scale=-2:${maxHeightPx}`);
/** More pieces than this make an expression that ffmpeg evaluates too slowly for each frame. */
const RUNS_MAX = 40;

/** Hikvision's programme streams name their audio so that ffmpeg takes it for another codec: noise. DOMAIN §2. */
export const hasUsableAudio = (source: Pick<ProxySource, "audioCodec" | "container">): boolean => source.audioCodec !== null && source.container !== "hikvision-ps" && source.container !== "hikvision-sd";

/** Sound in step with the pictures: 0 is the first shown frame, what sounded before is cut off, silence fills a late start. */
export const audioOptions = (firstS: number): string[] =>
  ["-map", "0:a:0", "-af", `asetpts=PTS-(${firstS.toFixed(6)})/TB,aresample=async=1000:first_pts=0`, "-c:a", "aac", "-b:a", "96k", "-ac", "1"];

/** The place of frame number N after the first, in units of 1/90000 s, as ffmpeg evaluates it. Null for too uneven footage. */
export function placeExpression(runs: readonly StampRun[], timeBase: string): string | null {
  if (runs.length === 0 || runs.length > RUNS_MAX) return null;
  const scale = (msPerStamp(timeBase) * TIMESCALE) / 1000;
  let countBefore = 0;
  let placeBefore = 0;
  const parts = runs.map(({ step, count }) => {
    const part = { until: countBefore + count, text: `${placeBefore}+(N-${countBefore})*${step}` };
    countBefore += count;
    placeBefore += count * step;
    return part;
  });
  const inner = parts.slice(0, -1).reduceRight((rest, part) => `if(lte(N\\,${part.until})\\,${part.text}\\,${rest})`, parts.at(-1)!.text);
  return `round((${inner})*${scale})`;
}

/** The attempts for a file, in the order in which they are to be made. */
export function proxyAttempts(source: ProxySource): ProxyAttempt[] {
  const { index, timeBase } = source;
  const firstPts = index?.firstPts ?? null;
  const firstS = firstPts === null || timeBase === null ? 0 : (firstPts * msPerStamp(timeBase)) / 1000;
  // Without -copyts ffmpeg moves all times by what began first, be it sound, and closes gaps above ten seconds.
  const input = ["-copyts"];
  const video = ["-map", source.map];
  const sounds = hasUsableAudio(source) && source.maxHeightPx === null ? [audioOptions(firstS), ["-an"]] : [["-an"]];
  const attempts: ProxyAttempt[] = [];
  const add = (picture: readonly string[], sound: readonly string[], facts: Pick<ProxyAttempt, "isTranscoded" | "countsFrames">, start = input): number =>
    attempts.push({ input: start, output: [...video, ...picture, ...sound, ...MP4], ...facts });

  if (source.takesOver) {
    const moved = (first: string): string[] => ["-c:v", "copy", "-bsf:v", `setts=pts=PTS-${first}:dts=DTS-${first}`];
    // The filter counts in the output's time base, not in the file's; which of both it calls TB is another matter in each ffmpeg. Of a
    // wrong one every frame is off, and the next is tried.
    const copies = firstS === 0 ? [moved("0")] : [moved(`round(${firstS}/TB)`), moved(String(Math.round(firstS * TIMESCALE)))];
    if (source.hasOwnStamps) for (const copy of copies) for (const sound of sounds) add(copy, sound, { isTranscoded: false, countsFrames: false });
    // Programme streams leave packets without a stamp and ffmpeg guesses those wrongly. Where all frames stand at one step and in
    // the order of the file each gets its own place.
    const evenStep = !source.isReordered && timeBase !== null && index?.runs.length === 1 ? index.runs[0]!.step : null;
    if (evenStep !== null) {
      const stepS = (evenStep * msPerStamp(timeBase!)) / 1000;
      for (const places of [`round(N*${stepS * TIMESCALE}):time_base=1/${TIMESCALE}`, `round(N*${stepS}/TB)`]) add(["-c:v", "copy", "-bsf:v", `setts=ts=${places}`], ["-an"], { isTranscoded: false, countsFrames: true });
    }
  }
  const scale = scaleFilter(source.maxHeightPx);
  const encoding = encodingOf(source.maxHeightPx);
  for (const sound of sounds) add(["-vf", `setpts=PTS-(${firstPts ?? "STARTPTS"})${scale}`, ...encoding], sound, { isTranscoded: true, countsFrames: false });
  const places = index === null || timeBase === null ? null : placeExpression(index.runs, timeBase);
  // Raw streams and stamps that ffmpeg makes up: the decoded frames are counted and put where the index says.
  if (places !== null) add(["-vf", `settb=1/${TIMESCALE},setpts=${places}${scale}`, ...encoding], ["-an"], { isTranscoded: true, countsFrames: true });
  return attempts;
}
