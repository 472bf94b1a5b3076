// Handing over and checking: `export`, `verify` (which needs no library), `custody`.

import { resolve } from "node:path";
import { AppError } from "../../contract/errors.ts";
import type { verifyBundle } from "../../engine/engine.ts";
import { answer, command, type Answer } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import { fieldsOf, numberIn, problemsIn, textIn } from "../job-results.ts";
import { choice, flag, required, text } from "../options.ts";
import { passphraseToLock, passphraseToOpen } from "../passphrase.ts";
import { withProgress } from "../progress.ts";
import { bytesText } from "../sentences.ts";
import { left, right, textTable } from "../text-table.ts";

export const exportBundle = command({
  name: "export",
  options: {
    case: required(text("N", "case")), out: required(text("DIR", "outBundle")),
    zip: flag("zip"), clips: choice(["original", "cut", "both"], "clips"),
    encrypt: flag("encrypt"), sign: text("KEYFILE", "sign"),
  },
  run: async (context, options) => {
    const { sentences } = context;
    if (options.sign !== null) throw new CommandLineError("option-not-in-this-version", { name: "--sign" });
    const passphrase = options.encrypt ? await passphraseToLock(context) : null;
    const library = await context.openLibrary("writing");
    const { caseId } = await library.call("cases.find", { numberOrId: options.case });
    // What is encrypted is one file. The engine names it after the folder, so `--out a.zip` means a.zip.
    const zip = options.zip || options.encrypt;
    const outPath = resolve(context.cwd, zip ? options.out.replace(/\.zip$/i, "") : options.out);
    const { jobId } = await library.call("bundle.export", {
      caseId, outPath, clips: options.clips ?? "original", zip, passphrase, lang: context.lang,
    });
    const fields = fieldsOf(await library.resultOfJob(jobId));
    const result = {
      bundle: textIn(fields, "bundle"), files: numberIn(fields, "files"), bytes: numberIn(fields, "bytes"),
      tagmanifestSha256: textIn(fields, "tagmanifestSha256"), elapsedMs: numberIn(fields, "elapsedMs"), problems: problemsIn(fields, sentences),
    };
    return {
      json: result,
      lines: () => [
        sentences.say("results.exported", { bundle: result.bundle, files: result.files, bytes: bytesText(result.bytes), elapsed: sentences.duration(result.elapsedMs) }),
        sentences.say("results.fingerprint", { sha256: result.tagmanifestSha256 }),
        ...result.problems.map((problem) => sentences.say("results.inputProblem", { path: problem.path, message: problem.message })),
      ],
      exitCode: result.problems.length > 0 ? 3 : 0,
    };
  },
});

type Verification = Awaited<ReturnType<typeof verifyBundle>>;

/** Asks for a passphrase only where the bundle turns out to need one. */
async function verifyAsking(context: CommandContext, path: string): Promise<Verification> {
  const engine = await import("../../engine/engine.ts");
  const verify = (passphrase: string | null): Promise<Verification> => withProgress(context, "verify", (onProgress) =>
    engine.verifyBundle(path, { onProgress, signal: context.signal, ...(passphrase === null ? {} : { passphrase }) }));
  const known = await passphraseToOpen(context, false);
  try {
    return await verify(known);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "passphrase-missing" || known !== null) throw error;
    const asked = await passphraseToOpen(context, true);
    if (asked === null) throw error;
    return verify(asked);
  }
}

function verifyLines(found: Verification, context: CommandContext): readonly string[] {
  const { sentences } = context;
  const rows = (findings: readonly { readonly path: string; readonly code: string }[]): readonly string[] => textTable(
    [left(sentences.say("columns.problem")), left(sentences.say("columns.meaning")), left(sentences.say("columns.path"))],
    findings.map(({ path, code }) => [code, sentences.finding(code), sentences.orNothing(path)]),
  );
  return [
    sentences.say(found.ok ? "results.verified" : "results.notVerified", { files: found.files, failed: found.failed.length }),
    // A bag that is not one of ours carries no log.
    ...(found.custody === null ? [] : [sentences.say(found.custody.ok ? "results.custodyOk" : "results.custodyBroken", { entries: found.custody.entries, head: found.custody.head })]),
    ...(found.failed.length === 0 ? [] : ["", sentences.say("results.failedFiles"), ...rows(found.failed)]),
    ...(found.warnings.length === 0 ? [] : ["", sentences.say("results.warnings"), ...rows(found.warnings)]),
    ...(found.extra.length === 0 ? [] : ["", sentences.say("results.extra"), ...found.extra.map((path) => `  ${path}`)]),
    ...(found.ok ? ["", sentences.say("results.compareFingerprint")] : []),
  ];
}

export const verify = command({
  name: "verify",
  positionals: [{ placeholder: "BUNDLE", repeats: false }],
  options: {},
  run: async (context, _options, words): Promise<Answer> => {
    const found = await verifyAsking(context, resolve(context.cwd, words[0]!));
    const { ok, files, failed, warnings, extra, signature, custody, ...more } = found;
    return {
      json: { ok, files, failed, warnings, extra, signature, custody, ...more },
      lines: () => verifyLines(found, context),
      exitCode: ok ? 0 : 3,
    };
  },
});

export const custody = command({
  name: "custody",
  options: { case: text("N", "custodyCase"), verify: flag("custodyVerify") },
  run: async (context, options): Promise<Answer> => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    if (options.verify) {
      const { ok, entries, head, firstBroken } = await library.call("custody.verify", {});
      return {
        json: { ok, entries, head, firstBroken },
        lines: () => [
          sentences.say(ok ? "results.custodyOk" : "results.custodyBroken", { entries, head }),
          ...(firstBroken === null ? [] : [sentences.say("results.firstBroken", { seq: firstBroken })]),
          ...(ok ? [sentences.say("results.custodyLimits")] : []),
        ],
        exitCode: ok ? 0 : 3,
      };
    }
    const caseId = options.case === null ? null : (await library.call("cases.find", { numberOrId: options.case })).caseId;
    const entries = await library.call("custody.list", { caseId });
    return answer(entries.map((entry) => ({ ...entry, atIso: library.iso(entry.atMs) })), () => textTable(
      [
        right(sentences.say("columns.seq")), left(sentences.say("columns.time")), left(sentences.say("columns.actor")),
        left(sentences.say("columns.action")), left(sentences.say("columns.object")), left(sentences.say("columns.hash")),
      ],
      entries.map((entry) => [
        String(entry.seq), sentences.time(entry.atMs, library.timezone), entry.actor, entry.action,
        entry.object.id === null ? entry.object.type : `${entry.object.type} ${entry.object.id}`, entry.hash.slice(0, 16),
      ]),
    ));
  },
});
