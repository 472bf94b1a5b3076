// Which recording of a moment a picture is taken of, where a camera has several of it.

import { afterEach, beforeEach, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import type { EngineContext } from "../../../engine/engine-context.ts";
import { findRecordingAt } from "../../../engine/media/media-handlers.ts";
import { makeLibrary, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;
beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

it("is the one that was looked at, and the first where that has nothing then", async () => {
  await recordFiles(library.store, [{ name: "main.mp4" }, { name: "sub.mp4" }, { name: "later.mp4", startMs: T0 + 20_000 }]);
  const context = { store: library.store } as unknown as EngineContext;
  const fileAt = (afterMs: number, fileId: number | null = null) => findRecordingAt(context, "c1", asTrueMs(T0 + afterMs), fileId)?.fileId;
  expect(fileAt(1_000)).toBe(1);
  expect(fileAt(1_000, 2)).toBe(2);
  expect(fileAt(1_000, 3)).toBe(1);
  expect(fileAt(25_000, 3)).toBe(3);
});
