// What the library holds and what it does not: `files`, `recordings`, `gaps`, and one `frame` as a picture.

import { open, stat, type FileHandle } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { flag, required, text, texts, time } from "../options.ts";
import { bytesText } from "../sentences.ts";
import { left, right, textTable } from "../text-table.ts";

type ListedFile = OutputOf<"files.list">[number];
type ListedRoot = OutputOf<"roots.list">[number];

function fileRow(file: ListedFile, library: OpenLibrary, context: CommandContext): object {
  const problems = file.problems.map(({ code, params, message }) => ({ code, message: message ?? context.sentences.problem(code, params), params }));
  return { ...file, startIso: library.iso(file.startMs), endIso: library.iso(file.endMs), problems };
}

/** The folders that are not there, so that nobody takes their files for lost. */
const awayLines = (roots: readonly ListedRoot[], library: OpenLibrary, { sentences }: CommandContext): readonly string[] =>
  roots.flatMap(({ path, fileCount, offlineMs }) => (offlineMs === null ? [] : [sentences.say("results.rootAway", { path, count: fileCount, since: sentences.time(offlineMs, library.timezone) })]));

function fileTable(files: readonly ListedFile[], library: OpenLibrary, context: CommandContext): readonly string[] {
  const { sentences } = context;
  if (files.length === 0) return [sentences.say("results.noFiles")];
  return textTable(
    [
      right(sentences.say("columns.file")), left(sentences.say("columns.camera")), left(sentences.say("columns.from")),
      right(sentences.say("columns.footage")), right(sentences.say("columns.size")), left(sentences.say("columns.timeSource")),
      left(sentences.say("columns.problems")), left(sentences.say("columns.path")),
    ],
    files.map((file) => [
      String(file.fileId), sentences.orNothing(file.cameraId), sentences.time(file.startMs, library.timezone),
      sentences.duration(file.durationMs), bytesText(file.sizeBytes),
      file.time.source === null ? sentences.orNothing(null)
        : `${sentences.word("timeSource", file.time.source)} (${sentences.word("confidence", file.time.confidence ?? "low")})`,
      [...(file.isOffline ? [sentences.say("results.fileAway")] : []), ...file.problems.map((problem) => problem.code)].join(", ") || sentences.orNothing(null),
      file.path,
    ]),
  );
}

export const files = command({
  name: "files",
  options: { problems: flag("problemsOnly") },
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    // Looks for the disks before saying which files are on one that is away.
    const roots = await library.call("roots.list", {});
    const found = await library.call("files.list", { problemsOnly: options.problems });
    return answer(found.map((file) => fileRow(file, library, context)), () => [...fileTable(found, library, context), ...awayLines(roots, library, context)]);
  },
});

const stretch = { from: required(time("from")), to: required(time("to")), camera: texts("ID", "cameras") };

/** The asked stretch on the library's clock. */
function stretchInput(library: OpenLibrary, options: { readonly from: string; readonly to: string; readonly camera: readonly string[] }) {
  const fromMs = library.trueFromText(options.from);
  const toMs = library.trueFromText(options.to);
  if (fromMs >= toMs) throw new CommandLineError("from-after-to");
  return { fromMs, toMs, cameraIds: options.camera.length === 0 ? null : [...options.camera] };
}

export const recordings = command({
  name: "recordings",
  options: stretch,
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const found = await library.call("recordings.list", stretchInput(library, options));
    const rows = found.map((recording) => ({ ...recording, startIso: library.iso(recording.startMs), endIso: library.iso(recording.endMs) }));
    return answer(rows, () => (found.length === 0 ? [sentences.say("results.noRecordings")] : textTable(
      [
        left(sentences.say("columns.camera")), left(sentences.say("columns.from")), left(sentences.say("columns.to")),
        right(sentences.say("columns.footage")), left(sentences.say("columns.uncertainty")), right(sentences.say("columns.file")),
      ],
      found.map((r) => [
        r.cameraId, sentences.time(r.startMs, library.timezone), sentences.time(r.endMs, library.timezone),
        sentences.duration(r.endMs - r.startMs), sentences.uncertainty(r.uncertaintyMs), String(r.fileId),
      ]),
    )));
  },
});

export const gaps = command({
  name: "gaps",
  options: stretch,
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const found = await library.call("gaps.list", stretchInput(library, options));
    const rows = found.map((gap) => ({ ...gap, startIso: library.iso(gap.startMs), endIso: library.iso(gap.endMs) }));
    return answer(rows, () => (found.length === 0 ? [sentences.say("results.noGaps")] : textTable(
      [
        left(sentences.say("columns.camera")), left(sentences.say("columns.from")), left(sentences.say("columns.to")),
        right(sentences.say("columns.length")), left(sentences.say("columns.cause")),
      ],
      found.map((gap) => [
        gap.cameraId, sentences.time(gap.startMs, library.timezone), sentences.time(gap.endMs, library.timezone),
        sentences.duration(gap.endMs - gap.startMs), sentences.word("gap", gap.cause),
      ]),
    )));
  },
});

/** A JPEG begins with FF D8 FF (ITU-T T.81). Nothing else is ever replaced, --force or not: it may be footage. */
async function isJpeg(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
  return bytesRead === 3 && buffer[0] === 0xff && buffer[1] === 0xd8 && buffer[2] === 0xff;
}

/** @throws AppError target-exists */
async function refuseToReplace(path: string, mayReplace: boolean): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) return;
  if (!mayReplace || !found.isFile()) throw new AppError("target-exists", { path });
  const handle = await open(path, "r");
  try {
    if (!(await isJpeg(handle))) throw new AppError("target-exists", { path });
  } finally {
    await handle.close();
  }
}

/** @throws AppError target-exists, path-missing, folder-not-writable, disk-full */
async function writePicture(path: string, jpeg: Uint8Array, mayReplace: boolean): Promise<void> {
  await refuseToReplace(path, mayReplace);
  try {
    const handle = await open(path, mayReplace ? "w" : "wx");
    try {
      await handle.writeFile(jpeg);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EEXIST") throw new AppError("target-exists", { path }, { cause: error });
    if (code === "ENOENT") throw new AppError("path-missing", { path: dirname(path) }, { cause: error });
    throw new AppError(codeFromSystemError(error) ?? "folder-not-writable", { path: dirname(path) }, { cause: error });
  }
}

export const frame = command({
  name: "frame",
  options: { camera: required(text("ID", "camera")), at: required(time("at")), out: required(text("FILE.jpg", "outPicture")), force: flag("force") },
  run: async (context, options) => {
    const { sentences } = context;
    const path = resolve(context.cwd, options.out);
    await refuseToReplace(path, options.force);
    const library = await context.openLibrary("reading");
    const found = await library.call("frame.extract", { cameraId: options.camera, atMs: library.trueFromText(options.at) });
    await writePicture(path, found.jpeg, options.force);
    const { fileId, pts, timeBase, mediaMs, trueMs, cameraMs, uncertaintyMs } = found;
    return answer(
      { fileId, pts, timeBase, mediaMs, trueMs, trueIso: library.iso(trueMs), cameraMs, cameraIso: library.iso(cameraMs), uncertaintyMs, path },
      () => [sentences.say("results.frame", {
        path, time: sentences.time(trueMs, library.timezone), uncertainty: sentences.uncertainty(uncertaintyMs),
        cameraTime: sentences.time(cameraMs, library.timezone), fileId, pts, timeBase,
      })],
    );
  },
});
