// `gaps report`: every gap of a case, or of a site and a period, with its cause, sums, and what to request.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { GapReport, ReportCause } from "../../contract/gap-report.ts";
import { isGapCause } from "../../contract/gap-week.ts";
import { durationText } from "../../contract/time-text.ts";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import type { InputOf } from "../../contract/methods.ts";
import { answer, command } from "../command.ts";
import { caseIdOf } from "../case-lookup.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { text, texts, time } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";
import { writeNewText } from "../write-new-text.ts";

const causeWord = (cause: ReportCause, { sentences }: CommandContext): string =>
  isGapCause(cause) ? sentences.word("gap", cause) : sentences.word("reportCause", cause);

function reportRow(report: GapReport, library: OpenLibrary): object {
  return {
    ...report, fromIso: library.iso(report.fromMs), toIso: library.iso(report.toMs),
    rows: report.rows.map((row) => ({ ...row, startIso: library.iso(row.startMs), endIso: library.iso(row.endMs), overwriteIso: library.iso(row.overwriteMs) })),
    requests: report.requests.map((one) => ({ ...one, startIso: library.iso(one.startMs), endIso: library.iso(one.endMs), overwriteIso: library.iso(one.overwriteMs), cameraStartIso: library.iso(one.cameraStartMs), cameraEndIso: library.iso(one.cameraEndMs) })),
  };
}

function reportLines(report: GapReport, library: OpenLibrary, context: CommandContext): readonly string[] {
  const { sentences } = context;
  const at = (ms: number | null): string => sentences.time(ms, library.timezone);
  const rows = textTable(
    [left(sentences.say("columns.camera")), left(sentences.say("columns.from")), left(sentences.say("columns.to")), right(sentences.say("columns.length")), left(sentences.say("columns.cause"))],
    report.rows.map((row) => [sentences.orNothing(row.cameraId), at(row.startMs), at(row.endMs), durationText(row.endMs - row.startMs), causeWord(row.cause, context)]),
  );
  const sites = textTable(
    [left(sentences.say("columns.site")), left(sentences.say("columns.cause")), right(sentences.say("columns.length")), right(sentences.say("columns.share"))],
    report.sites.flatMap((site) => site.sums.map((sum) => [sentences.orNothing(site.site), causeWord(sum.cause, context), durationText(sum.totalMs), `${(sum.share * 100).toFixed(1)} %`])),
  );
  const requests = textTable(
    [left(sentences.say("columns.camera")), left(sentences.say("columns.name")), left(sentences.say("columns.from")), left(sentences.say("columns.to")), left(sentences.say("columns.overwrite")), right(sentences.say("columns.left"))],
    report.requests.map((one) => [
      one.cameraId, one.name, at(one.startMs), at(one.endMs), at(one.overwriteMs), one.leftMs === null ? sentences.orNothing(null) : `${one.leftMs < 0 ? "−" : ""}${durationText(Math.abs(one.leftMs))}`,
    ]),
  );
  return [
    ...(report.rows.length === 0 ? [sentences.say("results.noGaps")] : [...rows, "", ...sites]), "",
    ...(report.requests.length === 0 ? [sentences.say("results.noRequests")] : [sentences.say("results.requestList"), ...requests]),
  ];
}

type Question = InputOf<"gaps.report">;

/** Writes one page a request, numbered in the order of urgency. @throws AppError target-exists, folder-not-writable, disk-full */
async function writeNotices(report: GapReport, { caseId }: Question, folder: string, library: OpenLibrary, { sentences }: CommandContext): Promise<string[]> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new AppError(codeFromSystemError(error) ?? "folder-not-writable", { path: folder }, { cause: error });
  });
  const paths: string[] = [];
  const digits = Math.max(2, String(report.requests.length).length);
  for (const [i, { cameraId, startMs, endMs }] of report.requests.entries()) {
    const { name, page } = await library.call("gaps.notice", { caseId: caseId ?? null, cameraId, startMs, endMs, lang: sentences.lang });
    const path = join(folder, `${String(i + 1).padStart(digits, "0")}-${name}`);
    await writeNewText(path, page);
    paths.push(path);
  }
  return paths;
}

/** The report as a page or, by its name, a table. */
async function writeReport(question: Question, path: string, library: OpenLibrary, { sentences }: CommandContext): Promise<void> {
  const form = path.toLowerCase().endsWith(".csv") ? "table" : "page";
  await writeNewText(path, (await library.call("gaps.paper", { ...question, form, lang: sentences.lang })).text);
}

export const gapsReport = command({
  name: "gaps report",
  options: { case: text("N", "case"), site: text("TEXT", "site"), camera: texts("ID", "cameras"), from: time("from"), to: time("to"), out: text("FILE", "outReport"), notices: text("DIR", "noticesFolder") },
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    const [fromMs, toMs] = [library.trueFromText(options.from), library.trueFromText(options.to)];
    if (fromMs !== null && toMs !== null && fromMs >= toMs) throw new CommandLineError("from-after-to");
    const question: Question = {
      caseId: options.case === null ? null : await caseIdOf(library, options.case), site: options.site, fromMs, toMs, cameraIds: options.camera.length === 0 ? null : [...options.camera],
    };
    const report = await library.call("gaps.report", question);
    const out = options.out === null ? null : resolve(context.cwd, options.out);
    if (out !== null) await writeReport(question, out, library, context);
    const notices = options.notices === null ? null : await writeNotices(report, question, resolve(context.cwd, options.notices), library, context);
    const written = [...(out === null ? [] : [out]), ...(notices ?? [])];
    return answer({ ...reportRow(report, library), ...(out === null ? {} : { out }), ...(notices === null ? {} : { notices }) }, () => [
      ...reportLines(report, library, context), ...written.map((path) => context.sentences.say("results.tableWritten", { path })),
    ]);
  },
});
