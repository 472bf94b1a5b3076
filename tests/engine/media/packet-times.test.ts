// Stamps of frames from a packet list in which some carry none, or one that belongs to another picture.

import { expect, it } from "vitest";
import { stampsFromPackets, type PacketStamps } from "../../../engine/media/packet-times.ts";
import { upTo } from "../../support/read-footage.ts";

const STEP = 3_600;
/** As an MPEG-2 encoder writes them: behind the first each picture that is shown three steps later is followed by two that are shown before it. */
const whole: readonly PacketStamps[] = upTo(46).map((i) => ({ dts: i * STEP, pts: (i === 0 ? 1 : i % 3 === 1 ? i + 3 : i) * STEP, duration: STEP, isKey: i === 0 || i % 12 === 10 }));
const shown = [...whole.map((packet) => packet.pts!)].sort((a, b) => a - b);

const stampsWith = (changed: Readonly<Record<number, Partial<PacketStamps>>>): number[] => [...stampsFromPackets(whole.map((packet, i) => ({ ...packet, ...changed[i] })))!];

it("keeps stamps that are all there", () => expect(stampsWith({})).toEqual(shown));

it("places pictures without a stamp between those that have one", () => expect(stampsWith({ 13: { pts: null }, 14: { pts: null, dts: null }, 22: { pts: null } })).toEqual(shown));

it("gives a keyframe its own time where it got that of the picture behind it, and the picture for which ffmpeg counted back from it", () =>
  expect(stampsWith({ 22: { pts: whole[23]!.pts }, 25: { pts: null, dts: whole[23]!.dts } })).toEqual(shown));

it("takes a stamp for the second of two pictures under it", () => expect(stampsWith({ 22: { pts: whole[23]!.pts, dts: whole[23]!.dts } })).toEqual(shown));
