// What a pin stands on before a word of it is written.

import { describe, expect, it } from "vitest";
import { MOMENT_MS, pinDraft, tagsFromText, type PinGround } from "../../../renderer/case/pin-draft.ts";

const ground = (over: Partial<PinGround>): PinGround => ({ tiles: ["A", "B"], activeTile: 1, markInMs: null, markOutMs: null, headMs: 10_000, ...over });

describe("pin draft", () => {
  it("stands on the camera of the active tile, between the marks", () => {
    expect(pinDraft(ground({ markInMs: 1000, markOutMs: 4000 }))).toEqual({ cameraId: "B", startMs: 1000, endMs: 4000, kind: "clip" });
  });

  it("takes marks that were set the wrong way round as a person means them", () => {
    expect(pinDraft(ground({ markInMs: 4000, markOutMs: 1000 }))).toMatchObject({ startMs: 1000, endMs: 4000 });
  });

  it("goes from a lone mark to the play head, in either direction", () => {
    expect(pinDraft(ground({ markInMs: 7000 }))).toMatchObject({ startMs: 7000, endMs: 10_000, kind: "open" });
    expect(pinDraft(ground({ markOutMs: 12_000 }))).toMatchObject({ startMs: 10_000, endMs: 12_000, kind: "open" });
  });

  it("is a moment around the play head without marks, and where a lone mark points the wrong way", () => {
    const moment = { startMs: 10_000 - MOMENT_MS / 2, endMs: 10_000 + MOMENT_MS / 2, kind: "moment" };
    expect(pinDraft(ground({}))).toMatchObject(moment);
    expect(pinDraft(ground({ markInMs: 20_000 }))).toMatchObject(moment);
    expect(pinDraft(ground({ markOutMs: 5000 }))).toMatchObject(moment);
  });

  it("is never empty: two marks on one instant make a moment there", () => {
    expect(pinDraft(ground({ markInMs: 3000, markOutMs: 3000 }))).toMatchObject({ startMs: 2500, endMs: 3500, kind: "moment" });
  });

  it("takes whole milliseconds from a running clock", () => {
    expect(pinDraft(ground({ headMs: 1000.4, markInMs: 0 }))).toMatchObject({ startMs: 0, endMs: 1000 });
  });

  it("uses another camera that is shown where the active tile is empty, and is null where none is", () => {
    expect(pinDraft(ground({ tiles: ["A", null] }))?.cameraId).toBe("A");
    expect(pinDraft(ground({ tiles: [null, null] }))).toBeNull();
  });
});

describe("tags as typed", () => {
  it("are separated by commas and pause marks of both scripts, trimmed, none empty, none twice", () => {
    expect(tagsFromText(" 司机, 关键，装车、;x ;; 司机 ")).toEqual(["司机", "关键", "装车", "x"]);
    expect(tagsFromText("  ")).toEqual([]);
  });
});
