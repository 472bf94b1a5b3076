// What several test files make anew for each of their tests: a library with a folder beside it, a case with an exhibit, an engine that
// is closed and opened again. Registers the hooks; what it answers holds the current test's things.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach } from "vitest";
import type { InputOf } from "../../contract/methods.ts";
import { asTrueMs } from "../../contract/time.ts";
import { openEngine, type Engine } from "../../engine/engine.ts";
import { ACTOR, makeLibrary, newFolder, openStore, recordFiles, T0, type MadeFile, type MadeLibrary } from "./made-library.ts";

/** A library, and an empty folder for footage. */
export function libraryAndFolder(): { readonly library: MadeLibrary; readonly folder: string } {
  const made = {} as { library: MadeLibrary; folder: string };
  beforeEach(async () => {
    made.library = await makeLibrary();
    made.folder = await newFolder();
  });
  afterEach(async () => {
    await made.library.remove();
    await rm(made.folder, { recursive: true, force: true });
  });
  return made;
}

/** A library with case 1, and in it exhibit 1: five of something. */
export function libraryWithExhibit() {
  const made = {
    library: {} as MadeLibrary,
    /** Observes the exhibit as seen, `ms` after the start of the footage. */
    observe: (ms: number, count: number, more: Partial<InputOf<"observations.add">> = {}) =>
      made.library.engine.call("observations.add", { caseId: 1, exhibitId: 1, atMs: asTrueMs(T0 + ms), state: "seen", count, ...more }),
  };
  beforeEach(async () => {
    made.library = await makeLibrary();
    await made.library.engine.call("cases.create", { number: "1", title: "t" });
    await made.library.engine.call("exhibits.add", { caseId: 1, name: "虾皮", count: 5 });
  });
  afterEach(() => made.library.remove());
  return made;
}

/** An engine on a library with recorded files and case 1, which can be closed and opened again; and undo and redo in that case. */
export function reopenedEngine(files: readonly MadeFile[]) {
  let folder = "";
  const made = {
    engine: {} as Engine,
    fileIds: [] as number[],
    restart: async (): Promise<void> => {
      await made.engine.close();
      await open();
    },
    undo: (changeId: number | null = null) => made.engine.call("changes.undo", { caseId: 1, changeId }),
    redo: (changeId: number | null = null) => made.engine.call("changes.redo", { caseId: 1, changeId }),
  };
  const open = async (): Promise<void> => {
    made.engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  };
  beforeEach(async () => {
    folder = await newFolder();
    const store = await openStore(folder);
    made.fileIds = await recordFiles(store, files);
    await store.close();
    await open();
    await made.engine.call("cases.create", { number: "1", title: "Shrimp" });
  });
  afterEach(async () => {
    await made.engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  return made;
}
