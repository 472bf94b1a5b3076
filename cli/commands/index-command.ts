// `index`: reads folders and files into the library. Reading is a job of the engine; here it is asked for, waited for
// and told.

import { resolve } from "node:path";
import { isProblemCode, PROBLEM_WEIGHTS, type ProblemCode } from "../../contract/problems.ts";
import { command } from "../command.ts";
import { CommandLineError } from "../command-line-error.ts";
import { fieldsOf, numberIn, problemsIn, type ToldProblem } from "../job-results.ts";
import { choice, flag, text, timezone, wholeNumber } from "../options.ts";
import { makeStoredFrames } from "./preview-commands.ts";
import { bytesText, type Sentences } from "../sentences.ts";
import { left, right, textTable } from "../text-table.ts";

const ACTIVITIES = ["off", "fast", "full"] as const;

/** Doubts about a file that mean that some of its footage is not there. */
const DAMAGED: ReadonlySet<ProblemCode> = new Set(["truncated", "pictures-damaged", "changed-while-reading", "missing-now", "still-being-written"]);

interface IndexResult {
  readonly files: { readonly found: number; readonly indexed: number; readonly unchanged: number; readonly moved: number; readonly skipped: number; readonly failed: number };
  readonly recordings: number;
  readonly footageMs: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly passMs: { readonly look: number; readonly read: number; readonly hash: number; readonly check: number };
  readonly problems: readonly ToldProblem[];
  readonly noticesLeftOut: number;
  /** Of a watch alone. */
  readonly watch?: { readonly startedMs: number; readonly endedMs: number; readonly rounds: number; readonly outages: number };
}

function indexResult(result: unknown, sentences: Sentences): IndexResult {
  const fields = fieldsOf(result);
  const files = fieldsOf(fields["files"]);
  const passes = fieldsOf(fields["passMs"]);
  const watch = fields["watch"] === undefined ? null : fieldsOf(fields["watch"]);
  const count = (name: string): number => numberIn(files, name);
  return {
    files: { found: count("found"), indexed: count("indexed"), unchanged: count("unchanged"), moved: count("moved"), skipped: count("skipped"), failed: count("failed") },
    recordings: numberIn(fields, "recordings"), footageMs: numberIn(fields, "footageMs"),
    bytes: numberIn(fields, "bytes"), elapsedMs: numberIn(fields, "elapsedMs"),
    passMs: { look: numberIn(passes, "look"), read: numberIn(passes, "read"), hash: numberIn(passes, "hash"), check: numberIn(passes, "check") },
    problems: problemsIn(fields, sentences), noticesLeftOut: numberIn(fields, "noticesLeftOut"),
    ...(watch === null ? {} : { watch: { startedMs: numberIn(watch, "startedMs"), endedMs: numberIn(watch, "endedMs"), rounds: numberIn(watch, "rounds"), outages: numberIn(watch, "outages") } }),
  };
}

const meansLoss = (code: string): boolean => !isProblemCode(code) || PROBLEM_WEIGHTS[code] === "unreadable" || DAMAGED.has(code);

function indexLines(result: IndexResult, sentences: Sentences): readonly string[] {
  const { files } = result;
  return [
    sentences.say("results.indexed", { ...files }),
    sentences.say("results.indexedFootage", {
      recordings: result.recordings, footage: sentences.duration(result.footageMs),
      bytes: bytesText(result.bytes), elapsed: sentences.duration(result.elapsedMs),
    }),
    ...(files.moved === 0 ? [] : [sentences.say("results.filesMoved", { moved: files.moved })]),
    ...(result.watch === undefined ? [] : [sentences.say("results.watched", { rounds: result.watch.rounds, outages: result.watch.outages, elapsed: sentences.duration(result.elapsedMs) })]),
    ...problemLines(result.problems, sentences),
    ...(result.noticesLeftOut === 0 ? [] : [sentences.say("results.noticesLeftOut", { count: result.noticesLeftOut })]),
  ];
}

const isNotice = (code: string): boolean => isProblemCode(code) && PROBLEM_WEIGHTS[code] === "notice";

/** What is only worth knowing is counted, so that a thousand notices do not bury the one file that cannot be read. */
function problemLines(problems: readonly ToldProblem[], sentences: Sentences): readonly string[] {
  const serious = problems.filter((problem) => !isNotice(problem.code));
  const notices = Map.groupBy(problems.filter((problem) => isNotice(problem.code)), (problem) => problem.code);
  return [
    ...(serious.length === 0 ? [] : ["", ...textTable(
      [left(sentences.say("columns.problem")), left(sentences.say("columns.meaning")), left(sentences.say("columns.path"))],
      serious.map((problem) => [problem.code, problem.message, sentences.orNothing(problem.path)]),
    )]),
    ...(notices.size === 0 ? [] : ["", ...textTable(
      [left(sentences.say("columns.problem")), right(sentences.say("columns.files")), left(sentences.say("columns.meaning"))],
      [...notices].map(([code, found]) => [code, String(found.length), found[0]!.message]),
    )]),
  ];
}

function refuseWhatIsLater(options: { readonly activity: string | null }): void {
  if ((options.activity ?? "off") !== "off") throw new CommandLineError("option-not-in-this-version", { name: `--activity ${options.activity}` });
}

export const index = command({
  name: "index",
  positionals: [{ placeholder: "PATH", repeats: true }],
  options: {
    camera: text("ID", "indexCamera"),
    timezone: timezone("footageTimezone"),
    activity: choice(ACTIVITIES, "activity"),
    "no-hash": flag("noHash"),
    check: flag("check"),
    previews: wholeNumber("SECONDS", "indexPreviews", 1, 3_600),
    watch: flag("watch"),
    settle: wholeNumber("SECONDS", "settle", 1, 3_600),
  },
  run: async (context, options, words) => {
    refuseWhatIsLater(options);
    if (options.settle !== null && !options.watch) throw new CommandLineError("option-needs", { name: "settle", other: "watch" });
    const library = await context.openLibrary("writing");
    const { jobId } = await library.call("index.start", {
      paths: words.map((path) => resolve(context.cwd, path)),
      cameraId: options.camera, timezone: options.timezone, hash: !options["no-hash"], check: options.check,
      watch: options.watch, ...(options.settle === null ? {} : { settleMs: options.settle * 1_000 }),
    });
    if (options.watch) context.terminal.note(context.sentences.say("notes.watching"));
    const result = indexResult(await library.resultOfJob(jobId), context.sentences);
    // Behind everything else, and no part of what indexing came to.
    if (options.previews !== null) await makeStoredFrames(library, options.previews * 1000);
    const hasLoss = result.files.skipped > 0 || result.files.failed > 0 || result.problems.some((problem) => meansLoss(problem.code));
    return { json: result, lines: () => indexLines(result, context.sentences), exitCode: hasLoss ? 3 : 0 };
  },
});
