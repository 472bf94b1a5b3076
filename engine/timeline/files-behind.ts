// Which of a camera's troubled files lie behind a gap: those that hold, or claim to hold, footage of that time. Only where none does
// are the files without any time answered, because each of them might.

import type { TimeCandidate } from "../../contract/model.ts";
import type { Range, TrueMs } from "../../contract/time.ts";
import { correctionsOf } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { requireFile, type FileRow } from "../store/files.ts";
import { listTroubledFileIds } from "../store/find-files.ts";
import { listFileRecordings, trueFromChoice, type CorrectionFor } from "../store/recordings.ts";

/** From its first to its last footage, or what its name claims, in true time; null: nothing says when it was. */
function stretchOf(db: ReadDb, file: FileRow, correctionFor: CorrectionFor): Range<TrueMs> | null {
  const recordings = listFileRecordings(db, file.fileId);
  const first = recordings[0];
  if (first !== undefined) {
    // Damage before its first and behind its last picture is the file's too: it is as long as its frames say.
    return { startMs: first.startMs, endMs: recordings.reduce((latest, { endMs }) => (endMs > latest ? endMs : latest), first.endMs) };
  }
  const claim = (JSON.parse(file.candidates) as TimeCandidate[]).find((c) => c.startMs !== null && c.endMs !== null && c.startMs < c.endMs);
  if (claim === undefined) return null;
  const at = (cameraMs: NonNullable<typeof claim.startMs>): TrueMs => trueFromChoice(correctionFor(cameraMs), cameraMs).trueMs;
  return { startMs: at(claim.startMs!), endMs: at(claim.endMs!) };
}

/** Ids by path. A file that only touches the gap counts: damage is taken off its ends. */
export function filesBehind(db: ReadDb, cameraId: string, gap: Range<TrueMs>, quietCodes: readonly string[]): number[] {
  const correctionFor = correctionsOf(db, cameraId);
  const stretches = listTroubledFileIds(db, cameraId, quietCodes).map((fileId) => ({ fileId, stretch: stretchOf(db, requireFile(db, fileId), correctionFor) }));
  const behind = stretches.filter(({ stretch }) => stretch !== null && stretch.startMs <= gap.endMs && stretch.endMs >= gap.startMs);
  return (behind.length > 0 ? behind : stretches.filter(({ stretch }) => stretch === null)).map(({ fileId }) => fileId);
}
