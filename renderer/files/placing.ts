// When files start by what one frame of the first shows: each by itself, or one directly behind another as a recorder cut them. Pure.

import type { FootageFile } from "../../contract/model.ts";
import type { InputOf } from "../../contract/methods.ts";

export interface FrameSaid {
  /** Where in the first file the frame is. */
  readonly mediaMs: number;
  readonly atMs: number;
  readonly clock: "camera" | "true";
}

export interface Planned {
  readonly file: FootageFile;
  /** Camera time that it starts at now; null: none. */
  readonly formerMs: number | null;
  /** On the clock that was asked for. */
  readonly startMs: number;
}

/** The camera time that a file was given by the rules or by hand. */
export const cameraStartOf = ({ time }: Pick<FootageFile, "time">): number | null => time.candidates.find((c) => c.source === time.source)?.startMs ?? null;

export function planned(files: readonly FootageFile[], said: FrameSaid): Planned[] {
  let startMs = said.atMs - said.mediaMs;
  return files.map((file) => {
    const plan = { file, formerMs: cameraStartOf(file), startMs: Math.round(startMs) };
    startMs += file.durationMs ?? 0;
    return plan;
  });
}

export function placementsFrom(plans: readonly Planned[], said: FrameSaid): InputOf<"files.place">["placements"] {
  return plans.map(({ file, startMs }, i) => ({ fileId: file.fileId, frame: i === 0 ? said : { mediaMs: 0, atMs: startMs, clock: said.clock } }));
}
