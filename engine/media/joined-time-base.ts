// How the time base of a file that is read in parts is written, so that whoever takes pictures out of it knows (docs/decisions/0021). Pure.

/** Both numbers tripled, as ffmpeg, which shortens them, gives none: ffmpeg must be given the parts, and its stamps are then those of the index. */
export const joinedTimeBase = (timeBase: string): string => timeBase.split("/").map((number) => String(3 * Number(number))).join("/");
/** Whether files were joined here that ffmpeg, left to itself, would not all read, or not rightly. */
export const isJoined = (timeBase: string | null): timeBase is string => timeBase?.split("/").every((number) => Number(number) % 3 === 0) === true;
