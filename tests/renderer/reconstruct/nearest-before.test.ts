// What a new observation proposes comes from the one before it in time, whichever was entered last.

import { expect, it } from "vitest";
import type { Observation } from "../../../contract/model.ts";
import { nearestBefore } from "../../../renderer/reconstruct/nearest-before.ts";

const observation = (observationId: number, atMs: number): Observation => ({ observationId, atMs }) as Observation;
const five = observation(1, 10);
const three = observation(2, 90);
const shut = observation(3, 50);
const found = (atMs: number | null): number | undefined => nearestBefore([three, five, shut], atMs)?.observationId;

it("is the last one before the time, or at it", () => expect([found(60), found(50), found(49), found(1_000)]).toEqual([3, 3, 1, 2]));
it("is the first one where all lie after it", () => expect(found(5)).toBe(1));
it("is the last of all where no time is known yet, and none where there is none", () => expect([found(null), nearestBefore([], 5)]).toEqual([2, null]));
