// The eyes of whoever looks at the sample's footage in a test: what one frame shows, the frame being named by its camera and by
// the clock that is burnt into it. A person sees it in the picture; a test asks the account that the picture was drawn from.
// Nothing else of that account may steer a test that uses only what the screen offers.

import { SAMPLE_CAMERAS, trueFromCamera } from "../../engine/sample/cameras.ts";
import { BEATS, bagsInBootAt, bootAt, secondsOf, taxiAt } from "../../engine/sample/story.ts";

export interface FrameShows {
  /** Bags that can be counted in the boot; or that it is shut, or too little open to tell; or that no boot is to be seen. */
  readonly bags: number | "boot shut" | "cannot tell" | "not in view";
  /** Bags in the driver's hands. */
  readonly carried: number;
  readonly isSheGettingIn: boolean;
}

/** Cameras that look into the boot at the rank. */
const INTO_BOOT: readonly string[] = ["SJM-02", "SJM-03"];
const OPEN_ENOUGH = 0.9;
const NOTHING: FrameShows = { bags: "not in view", carried: 0, isSheGettingIn: false };

/** What a person sees in the frame that a camera's own clock calls `cameraMs`. */
export function whatAFrameShows(cameraId: string, cameraMs: number): FrameShows {
  const camera = SAMPLE_CAMERAS.find((one) => one.cameraId === cameraId);
  if (camera === undefined) return NOTHING;
  const seconds = secondsOf(trueFromCamera(camera.clock, cameraMs));
  const isAtRank = camera.place === "quay" && seconds >= BEATS.taxiStopsAtRank && seconds < BEATS.taxiLeaves;
  const isSheGettingIn = isAtRank && Math.abs(seconds - BEATS.womanGetsIn) <= 3;
  const seesBoot = camera.place === "compound" ? taxiAt("compound", seconds) !== null : isAtRank ? INTO_BOOT.includes(cameraId) : camera.place === "port-gate" && taxiAt("port-gate", seconds) !== null;
  if (!seesBoot) return { ...NOTHING, isSheGettingIn };
  const open = bootAt(seconds);
  const isHolding = isAtRank && seconds >= BEATS.secondBagTaken && seconds < BEATS.bagsOnFrontSeat - 2.5;
  return { bags: open >= OPEN_ENOUGH ? bagsInBootAt(seconds) : open > 0 ? "cannot tell" : "boot shut", carried: isHolding ? 2 : 0, isSheGettingIn };
}
