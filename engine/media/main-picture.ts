// Which of a file's picture streams is the footage: cameras and phones put a small picture of it before it, or a cover beside it. One rule for
// all readers. Pure; what ffmpeg is told is picture-map.ts.

/** The first that moves; where none does, the first. `isStill`: it holds one picture and no more. Null for none. */
export async function mainPicture<Stream>(streams: readonly Stream[], isStill: (stream: Stream) => Promise<boolean>): Promise<Stream | null> {
  if (streams.length > 1) for (const stream of streams) if (!(await isStill(stream))) return stream;
  return streams[0] ?? null;
}

/**
 * The time base of footage that is not the first picture stream of its file: both numbers doubled, so that both are even, as ffmpeg, which
 * shortens them, gives none. It says that ffmpeg has to be told which stream, and that no player can be.
 */
export const laterTimeBase = (timeBase: string): string => timeBase.split("/").map((number) => String(2 * Number(number))).join("/");
/** Whether a file's footage is not what a player takes for it. */
export const isLaterPicture = (timeBase: string | null): boolean => timeBase?.split("/").every((number) => Number(number) % 2 === 0) === true;
