// npm run bench -- ingest [--files N] [--folders M] [--rounds R] [--hash-mb N]: how fast footage is taken in, beside the tools that
// people use instead, on files made here. `--files 100000 --folders 5000 --rounds 1` is the large disk; its limits are asked only there.

import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, freemem, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { figure, runBench, type BenchReport } from "./bench-report.ts";
import { runIndex, type IndexRun } from "./index-process.ts";
import { makeLargeFiles, makeManyFiles } from "./many-files.ts";
import { hashAll, probeAll, probeAsLosslessCut } from "./other-tools.ts";
import { measureInRounds, seriesOf, timeMs } from "./rounds.ts";
import { median, pairedRatio } from "./series.ts";

const { values: options } = parseArgs({ options: {
  files: { type: "string", default: "1000" }, folders: { type: "string", default: "50" }, rounds: { type: "string", default: "5" }, "hash-mb": { type: "string", default: "2048" },
} });
const fileCount = Number(options.files);
const folderCount = Number(options.folders);
const rounds = Number(options.rounds);
/** From here on a run is the large disk of the limits on time and memory. */
const LARGE_FILES = 100_000;
/** A process a file is slow enough to be measured on few. */
const PROBED_FILES = 40;
const HASHED_FILES = 16;
const MB = 1_000_000;

interface Place { readonly folder: string; newLibrary(): string }

async function measureLook(report: BenchReport, paths: readonly string[], footage: string, place: Place): Promise<void> {
  const probed = paths.filter((_, i) => i % Math.max(1, Math.floor(paths.length / PROBED_FILES)) === 0).slice(0, PROBED_FILES);
  const perSecond = async (count: number, work: () => Promise<void>): Promise<number> => (count * 1000) / (await timeMs(work));
  const runs: IndexRun[] = [];
  const series = await measureInRounds([
    { name: "quayline", measure: async () => {
      const library = place.newLibrary();
      const run = await runIndex(library, [footage, "--no-hash"]);
      if (run.files.indexed !== paths.length) throw new Error(`${run.files.indexed} of ${paths.length} files were indexed`);
      runs.push(run);
      await rm(library, { recursive: true });
      return { "quayline, first pass": (run.files.found * 1000) / run.passMs.look, "quayline, packet pass": (run.files.found * 1000) / run.passMs.read };
    } },
    { name: "ffprobe, a process a file", measure: () => perSecond(probed.length, () => probeAll(probed)) },
    { name: "as LosslessCut opens a file", measure: () => perSecond(probed.length, () => probeAsLosslessCut(probed)) },
  ], { rounds, warmUps: rounds > 1 ? 1 : 0 });
  report.section(`Files a second, ${paths.length} mp4 files in ${folderCount} folders, warm (the other tools on ${probed.length} of them, ${availableParallelism()} at once)`);
  report.rounds("files/s", series, seriesOf(series, "ffprobe, a process a file"));
  const look = seriesOf(series, "quayline, first pass");
  report.line(`first pass ${figure(pairedRatio(look, seriesOf(series, "as LosslessCut opens a file")))} times as fast as LosslessCut-like probing`);
  report.target({ name: "first pass, mp4 files on a warm disk", value: median(look.values), unit: "files/s", atLeast: 150 });
  reportMemory(report, "index without hashing", runs, paths.length);
  if (paths.length >= LARGE_FILES) report.target({ name: "first pass of the large disk", value: Math.max(...runs.map((run) => run.passMs.look)) / 60_000, unit: "min", atMost: 12 });
}

function reportMemory(report: BenchReport, name: string, runs: readonly IndexRun[], files: number): void {
  const peaks = runs.flatMap((run) => (run.peakBytes === null ? [] : [run.peakBytes / MB]));
  if (peaks.length === 0) return report.line("This system does not tell what memory a process took at most.");
  report.line(`peak memory of ${name}, all threads: median ${figure(median(peaks))} MB, highest ${figure(Math.max(...peaks))} MB`);
  report.target({ name: `peak memory, ${name}, ${files} files`, value: Math.max(...peaks), unit: "MB", atMost: 400 });
}

async function measureAgain(report: BenchReport, footage: string, place: Place): Promise<void> {
  const library = place.newLibrary();
  const first = await runIndex(library, [footage]);
  report.section("Indexed again with nothing changed");
  const again: IndexRun[] = [];
  for (let round = 0; round < rounds; round++) again.push(await runIndex(library, [footage]));
  if (again.some((run) => run.files.unchanged !== first.files.found)) throw new Error("files counted as changed that were not");
  await rm(library, { recursive: true });
  report.line(`whole first run with hashing: ${figure(first.wallMs / 1000)} s (look ${figure(first.passMs.look / 1000)}, packets ${figure(first.passMs.read / 1000)}, hash ${figure(first.passMs.hash / 1000)})`);
  report.rounds("s", [{ name: "again", values: again.map((run) => run.wallMs / 1000) }], null);
  reportMemory(report, "index with hashing", [first], first.files.found);
  reportMemory(report, "index again", again, first.files.found);
  report.target({ name: `again, ${first.files.found} files`, value: median(again.map((run) => run.wallMs / 1000)), unit: "s", atMost: 15 });
}

async function measureHashing(report: BenchReport, place: Place): Promise<void> {
  const totalBytes = Math.min(Number(options["hash-mb"]) * MB, freemem() / 3);
  const folder = join(place.folder, "large");
  const paths = await makeLargeFiles(folder, HASHED_FILES, Math.floor(totalBytes / HASHED_FILES));
  const speed = (bytes: number, ms: number): number => (bytes / MB) / (ms / 1000);
  const outside = async (command: readonly [string, ...string[]]): Promise<number> => speed(totalBytes, await timeMs(() => hashAll(command, paths)));
  const series = await measureInRounds([
    { name: "quayline, hash pass", measure: async () => {
      const library = place.newLibrary();
      const run = await runIndex(library, [folder]);
      await rm(library, { recursive: true });
      return speed(run.bytes, run.passMs.hash);
    } },
    { name: "openssl dgst -sha256", measure: () => outside(["openssl", "dgst", "-sha256"]) },
    { name: "sha256sum", measure: () => outside(["sha256sum"]) },
  ], { rounds });
  await rm(folder, { recursive: true });
  report.section(`Fingerprints, ${HASHED_FILES} files, ${figure(totalBytes / MB)} MB in all, warm; the other tools as ${availableParallelism()} processes side by side`);
  report.rounds("MB/s", series, seriesOf(series, "openssl dgst -sha256"));
  report.target({ name: "hash pass against openssl", value: pairedRatio(seriesOf(series, "quayline, hash pass"), seriesOf(series, "openssl dgst -sha256")), unit: "times", atLeast: 0.9 });
}

await runBench(`ingest, medians of ${rounds}`, async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-"));
  let libraries = 0;
  const place: Place = { folder, newLibrary: () => join(folder, `library-${libraries++}`) };
  try {
    const footage = join(folder, "footage");
    const paths = await makeManyFiles(footage, fileCount, folderCount);
    await measureLook(report, paths, footage, place);
    await measureAgain(report, footage, place);
    await measureHashing(report, place);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
