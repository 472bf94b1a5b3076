// `cameras import` and `cameras list`. The list is read and decoded here; what its columns mean is the engine's part.

import { readFile, stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { AppError } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { left, right, textTable } from "../text-table.ts";

const MAX_LIST_BYTES = 50_000_000;

async function readListBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_LIST_BYTES) throw new AppError("cameras-file-unreadable", { path, detail: `> ${MAX_LIST_BYTES / 1e6} MB` });
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" || code === "ENOTDIR") throw new AppError("path-missing", { path }, { cause: error });
    throw new AppError("cameras-file-unreadable", { path, detail: `${path} (${code})` }, { cause: error });
  }
}

/** UTF-8, with or without a mark, UTF-16 with one, or what Excel in Chinese writes: GB 18030. */
export function decodeList(bytes: Uint8Array): { readonly text: string; readonly encoding: "utf-8" | "utf-16le" | "gb18030" } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("gb18030").decode(bytes), encoding: "gb18030" };
  }
}

function formatOf(path: string, text: string): "csv" | "geojson" {
  const extension = extname(path).toLowerCase();
  if (extension === ".geojson" || extension === ".json") return "geojson";
  if (extension === ".csv") return "csv";
  return text.trimStart().startsWith("{") ? "geojson" : "csv";
}

export const camerasImport = command({
  name: "cameras import",
  positionals: [{ placeholder: "FILE", repeats: false }],
  options: {},
  run: async (context, _options, words) => {
    const { sentences, terminal } = context;
    const path = resolve(context.cwd, words[0]!);
    const { text, encoding } = decodeList(await readListBytes(path));
    if (encoding === "gb18030") terminal.note(sentences.say("notes.listEncoding", { path, encoding: "GB 18030" }));
    const library = await context.openLibrary("writing");
    const { added, updated, problems } = await library.call("cameras.import", { text, format: formatOf(path, text) });
    const rows = problems.map(({ row, code, params }) => ({ row, code, params, message: sentences.problem(code, { row, ...params }) }));
    return {
      json: { added, updated, problems: rows },
      lines: () => [
        sentences.say("results.camerasImported", { added, updated }),
        ...rows.map(({ message }) => message),
      ],
      exitCode: problems.length > 0 ? 3 : 0,
    };
  },
});

/** The row of `cameras list`: all of the camera, its coverage with an ISO twin. */
function cameraRow(camera: Camera, iso: (epochMs: number | null) => string | null): object {
  const { coverage, clock, ...facts } = camera;
  return {
    ...facts,
    clock: { state: clock.state, errorMs: clock.errorMs, uncertaintyMs: clock.uncertaintyMs, driftPpm: clock.driftPpm },
    startMs: coverage?.startMs ?? null, startIso: iso(coverage?.startMs ?? null),
    endMs: coverage?.endMs ?? null, endIso: iso(coverage?.endMs ?? null),
  };
}

function cameraTable(cameras: readonly Camera[], timezone: string, context: CommandContext): readonly string[] {
  const { sentences } = context;
  if (cameras.length === 0) return [sentences.say("results.noCameras")];
  return textTable(
    [
      left(sentences.say("columns.camera")), left(sentences.say("columns.name")), left(sentences.say("columns.site")),
      right(sentences.say("columns.files")), right(sentences.say("columns.footage")),
      left(sentences.say("columns.from")), left(sentences.say("columns.clock")), left(sentences.say("columns.uncertainty")),
    ],
    cameras.map((camera) => [
      camera.cameraId,
      camera.provisional ? sentences.say("results.provisional", { name: camera.name }) : camera.name,
      sentences.orNothing(camera.site), String(camera.fileCount), sentences.duration(camera.coveredMs),
      sentences.time(camera.coverage?.startMs ?? null, timezone),
      sentences.clockError(camera.clock.errorMs), sentences.uncertainty(camera.clock.uncertaintyMs),
    ]),
  );
}

export const camerasList = command({
  name: "cameras list",
  options: {},
  run: async (context) => {
    const library = await context.openLibrary("reading");
    const cameras = await library.call("cameras.list", {});
    return answer(
      cameras.map((camera) => cameraRow(camera, (epochMs) => library.iso(epochMs))),
      () => cameraTable(cameras, library.timezone, context),
    );
  },
});
