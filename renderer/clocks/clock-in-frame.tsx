// The frame whose clock is read, the place on it that a person may show, and what the engine reads there: what belongs
// together while the dialogue is open. Showing a place changes nothing but where is looked.

import { useState } from "react";
import type { ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { PictureRegion } from "../../contract/picture-clock.ts";
import type { CameraMs, TrueMs } from "../../contract/time.ts";
import { ClockFrame } from "./clock-frame.tsx";
import { ClockPlace } from "./clock-place.tsx";
import { PictureClock } from "./picture-clock.tsx";

interface ClockInFrameProps {
  readonly cameraId: string;
  readonly atMs: TrueMs;
  readonly frame: OutputOf<"frame.extract"> | null;
  readonly frameError: ErrorFacts | null;
  readonly timezone: string;
  readonly onTake: (cameraMs: CameraMs, uncertaintyMs: number) => void;
}

export function ClockInFrame({ frame, frameError, ...clock }: ClockInFrameProps) {
  const [place, setPlace] = useState<PictureRegion | null>(null);
  const [isDrawing, setDrawing] = useState(false);
  return (
    <>
      <ClockFrame frame={frame} error={frameError}>
        <ClockPlace place={place} isDrawing={isDrawing} onChange={setPlace} onDone={() => setDrawing(false)} />
      </ClockFrame>
      <PictureClock {...clock} frame={frame} place={place} onPlace={setPlace} isDrawing={isDrawing} onDraw={setDrawing} />
    </>
  );
}
