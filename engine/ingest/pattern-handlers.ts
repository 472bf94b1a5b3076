// Requests about what names say, before anything is indexed: a person tries a pattern on a folder and sees what would come of it.

import { existsSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listCameras } from "../store/cameras.ts";
import { chosenCameras } from "../store/choices.ts";
import { chooseTime } from "./choose-time.ts";
import { compilePatterns, PATTERN_FILE_NAME, readPatternFile } from "./pattern-file.ts";
import { placeFile, type PlacingRules } from "./place-file.ts";
import { hasFootageEnding, walkPaths, type WalkedFile } from "./walk.ts";

type PreviewedFile = OutputOf<"patterns.preview">["files"][number];

async function preview(file: WalkedFile, rules: PlacingRules): Promise<PreviewedFile> {
  const { names, camera } = await placeFile(file, rules);
  const { chosen, problems } = chooseTime(names.candidates, null);
  return {
    path: file.path, rule: chosen?.rule ?? names.rule, startMs: chosen?.startMs ?? null, endMs: chosen?.endMs ?? null,
    channel: names.channel, cameraId: camera.cameraId, isProvisional: camera.isProvisional,
    candidates: [...names.candidates],
    problems: [...names.problems, ...problems].map(({ code, params }) => ({ code, params, message: null })),
  };
}

export function patternHandlers({ store, paths }: EngineContext): SomeHandlers<"patterns.preview" | "patterns.file"> {
  return {
    "patterns.file": async () => {
      const path = join(paths.library, PATTERN_FILE_NAME);
      if (store.readOnlyBecause === "place" && !existsSync(path)) store.requireWritable();
      await writeFile(path, `${JSON.stringify({ patterns: [] }, null, 2)}\n`, { flag: "wx" }).catch((error: unknown) => {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw new AppError("folder-not-writable", { path: paths.library }, { cause: error });
      });
      return { path };
    },
    "patterns.preview": async (input, signal) => {
      for (const path of input.paths) if ((await stat(path).catch(() => null)) === null) throw new AppError("path-missing", { path });
      const patterns = input.patterns ?? (await readPatternFile(paths.library));
      compilePatterns(patterns);
      const rules = { cameras: listCameras(store.db), wantedCameraId: null, timezone: store.timezone, patterns, chosenCameras: chosenCameras(store.db) };
      const files: PreviewedFile[] = [];
      for await (const file of walkPaths(input.paths, signal)) {
        if (!hasFootageEnding(file.path)) continue;
        if (files.length === input.limit) return { patterns: patterns.map(({ name }) => name), files, isWhole: false };
        files.push(await preview(file, rules));
      }
      return { patterns: patterns.map(({ name }) => name), files, isWhole: true };
    },
  };
}
