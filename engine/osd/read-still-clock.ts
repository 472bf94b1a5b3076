// Reads a clock without seconds: its line stands still but for the change of the minute, and where that is seen the second is
// known. Where none was seen it answers the whole minute; where one must have come and did not, that the clock stands still.
// And it finds the date that stands apart from a time.

import { throwIfAborted } from "../../contract/errors.ts";
import type { PictureRegion } from "../../contract/picture-clock.ts";
import type { PixelBox } from "./gray-frames.ts";
import type { PictureClockRequest } from "./picture-clock-request.ts";
import { clockUncertaintyMs, MINUTE_UNCERTAINTY_MS, type PlaceReading } from "./read-clock.ts";
import { boxAround, likelyOf, pollDates, pollMinutes, pollSeconds, readStillLine, type Poll, type StillLine, type WrittenDate } from "./still-line.ts";
import { bracketOf, changesOfLine, meanOf, stillPictures, type LineChange, type StillPictures } from "./still-pictures.ts";
import { findTextLines } from "./text-lines.ts";
import type { TextReader } from "./text-reader.ts";

const MINUTE_MS = 60_000;
/** Readings of one mind, how often as many as those of the next best, and of how many: the recogniser alone reads here, and one letter misleads it again and again. */
const VOTES_MIN = 8;
const TIMES_AGAINST = 4;
const SHARE_MIN = 0.6;
/** On each side of a change. */
const SIDE_VOTES_MIN = 3;
/** Fewer readings that look like a clock are letters of something else. */
const CLOCK_LIKE_MIN = 3;
/** Two changes of one clock lie whole minutes apart, within what the pictures tell. */
const SPACING_OFF_MS = 4_500;
/** A day this far from the file's own is read more often before it is believed. */
const FAR_MS = 36 * 3_600_000;
const FAR_VOTES_MIN = 12;
const FAR_TIMES_AGAINST = 6;
const FAR_SHARE_MIN = 0.75;

/** What stands still in the picture and was read. */
export interface StillText {
  readonly still: StillPictures;
  readonly lines: readonly (StillLine & { readonly changes: readonly LineChange[] })[];
}

export async function readStillText(request: PictureClockRequest, whole: PixelBox, openReader: () => Promise<TextReader>, signal: AbortSignal): Promise<StillText> {
  const still = await stillPictures(request, whole, signal);
  const lines: StillText["lines"][number][] = [];
  for (const line of findTextLines(meanOf(still, 0, still.pictures.length))) {
    const changes = changesOfLine(still, boxAround(line, still), line.letterHeightPx);
    lines.push({ ...(await readStillLine(await openReader(), still, line, changes, signal)), changes });
    throwIfAborted(signal);
  }
  return { still, lines };
}

const isSolid = (poll: Poll<unknown> | null): boolean => poll !== null && poll.votes >= VOTES_MIN && poll.votes > TIMES_AGAINST * poll.against && poll.share >= SHARE_MIN;

export type DateElsewhere = { readonly date: WrittenDate; readonly votes: number } | "unsure" | null;

/** The only date that stands in a line of its own; `unsure` where one does and is not read, or two do. */
export function dateElsewhere({ lines }: StillText): DateElsewhere {
  const polls = lines.map(pollDates).filter((poll) => poll !== null && poll.votes >= CLOCK_LIKE_MIN) as Poll<WrittenDate>[];
  if (polls.length === 0) return null;
  const [first] = polls;
  return polls.length === 1 && isSolid(first!) ? { date: first!.value, votes: first!.votes } : "unsure";
}

const regionOf = (request: PictureClockRequest, whole: PixelBox, { widthPx }: StillPictures, box: PixelBox): PictureRegion => {
  const scale = whole.width / widthPx;
  return {
    x: (whole.x + box.x * scale) / request.widthPx, y: (whole.y + box.y * scale) / request.heightPx,
    w: Math.min(1, (box.width * scale) / request.widthPx), h: Math.min(1, (box.height * scale) / request.heightPx),
  };
};

/** Changes of one running clock. */
function areMinutesApart(changes: readonly LineChange[], stepMs: number): boolean {
  return changes.slice(1).every(({ index }, i) => Math.abs((index - changes[i]!.index) * stepMs - MINUTE_MS) <= SPACING_OFF_MS);
}

/** What one line shows at the beginning of the stretch that was asked for, or why not. */
async function readLine(request: PictureClockRequest, whole: PixelBox, { still, lines }: StillText, line: StillText["lines"][number], signal: AbortSignal): Promise<PlaceReading | null> {
  const { changes } = line;
  const region = regionOf(request, whole, still, line.box);
  const doubt = (reason: PlaceReading["reason"], votes = 0, against = 0, candidates: readonly number[] = []): PlaceReading => ({
    clock: null, isClockLike: true, reason, votes, against, region,
    candidates: candidates.map((startMs) => ({ startMs, votes, against, confidence: 0, hasDate: true, uncertaintyMs: MINUTE_UNCERTAINTY_MS, precision: "minute" as const, region })),
  });
  const seconds = pollSeconds(line);
  if (seconds !== null && seconds.votes >= VOTES_MIN && changes.length === 0) return doubt("stands-still", seconds.votes, seconds.against);
  const hasOwnDate = (pollDates(line)?.votes ?? 0) >= CLOCK_LIKE_MIN;
  const elsewhere = hasOwnDate ? null : dateElsewhere({ still, lines: lines.filter((other) => other !== line) });
  if (elsewhere === "unsure") return doubt(null);
  // A line that is seen to go on is a clock, date or none; hours and minutes that stand still may be anything's.
  const isDayOfFile = !hasOwnDate && elsewhere === null;
  const minutes = pollMinutes(line, elsewhere?.date ?? null, isDayOfFile && changes.length > 0, request);
  if (minutes === null || minutes.votes < CLOCK_LIKE_MIN) return null;
  const { votes, against } = minutes;
  const likely = likelyOf(minutes.value, request.nearMs);
  const isFar = request.nearMs === null || Math.min(...minutes.value.map((at) => Math.abs(at - request.nearMs!))) > FAR_MS;
  if (!isSolid(minutes) || (isFar && (votes < FAR_VOTES_MIN || votes <= FAR_TIMES_AGAINST * against || minutes.share < FAR_SHARE_MIN))) return doubt(null, votes, against);
  const seenMs = (still.pictures.length - 1) * still.stepMs;
  const place = { votes, against, confidence: Number((votes / (votes + against) / 2).toFixed(2)), hasDate: !isDayOfFile, region };
  if (changes.length === 0) {
    if (seenMs > MINUTE_MS) return doubt("stands-still", votes, against);
    // The minute holds for all that was seen: its middle is the middle of that, give or take half of a minute.
    const startsAt = (minuteMs: number): number => Math.round(minuteMs + MINUTE_MS / 2 - (still.fromMediaMs + seenMs / 2 - request.fromMediaMs));
    if (likely === null) return doubt("ambiguous", votes, against, minutes.value.map(startsAt));
    return { clock: { ...place, startMs: startsAt(likely), uncertaintyMs: MINUTE_UNCERTAINTY_MS, precision: "minute" }, isClockLike: true, reason: null, votes, against, region, candidates: [] };
  }
  // A change that is no minute's going on was something else, or the clock was set.
  if (changes.some((_, i) => (minutes.sides.get(i) ?? 0) < SIDE_VOTES_MIN || (minutes.sides.get(i + 1) ?? 0) < SIDE_VOTES_MIN) || !areMinutesApart(changes, still.stepMs)) return doubt(null, votes, against);
  const bracket = await bracketOf(request, whole, still, line.box, changes[0]!, signal);
  throwIfAborted(signal);
  if (bracket === null) return doubt(null, votes, against);
  const tickMs = (bracket.fromMediaMs + bracket.toMediaMs) / 2 - request.fromMediaMs;
  const startsAt = (minuteMs: number): number => Math.round(minuteMs + MINUTE_MS - tickMs);
  if (likely === null) return doubt("ambiguous", votes, against, minutes.value.map(startsAt));
  const uncertaintyMs = clockUncertaintyMs(bracket.toMediaMs - bracket.fromMediaMs);
  return { clock: { ...place, startMs: startsAt(likely), uncertaintyMs, precision: "minute-change" }, isClockLike: true, reason: null, votes, against, region, candidates: [] };
}

/** Every clock without seconds in what stands still. */
export async function readStillClocks(request: PictureClockRequest, whole: PixelBox, text: StillText, signal: AbortSignal): Promise<readonly PlaceReading[]> {
  const readings: PlaceReading[] = [];
  for (const line of text.lines) {
    const reading = await readLine(request, whole, text, line, signal);
    if (reading !== null) readings.push(reading);
  }
  return readings;
}
