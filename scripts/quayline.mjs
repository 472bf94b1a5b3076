// The command line from a checkout: npm run --silent quayline -- COMMAND … It sets up what a fresh clone lacks (said on
// stderr, because stdout belongs to the command's answer), then hands over to cli/quayline.ts on a recent Node.

import { join } from "node:path";
import { runClient } from "./command-line-process.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureFfmpeg } from "./ffmpeg.mjs";
import { callerFolder, isMainScript, repoFolder } from "./folders.mjs";
import { SetupError, runMain } from "./say.mjs";

/** Commands that decode or cut footage. The others run on a computer without ffmpeg. */
const COMMANDS_WITH_FFMPEG = new Set(["index", "activity", "bisect", "frame", "export", "sample"]);

/** What a command needs besides the packages: ffmpeg, and the built viewer that goes into every bundle. */
export function needsOf(words) {
  const command = words.find((word) => !word.startsWith("-")) ?? null;
  const isHelp = words.includes("--help") || words.includes("-h");
  return {
    ffmpeg: !isHelp && COMMANDS_WITH_FFMPEG.has(command),
    viewer: !isHelp && command === "export",
  };
}

async function setUp(words) {
  await ensureDependencies();
  const needs = needsOf(words);
  if (needs.ffmpeg) await offerFfmpeg();
  if (needs.viewer) {
    const { ensureBuild } = await import("./build.mjs");
    await ensureBuild();
  }
}

/** Where ffmpeg cannot be had, the command itself says so, in its own form and language. */
async function offerFfmpeg() {
  try {
    await ensureFfmpeg();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
  }
}

if (isMainScript(import.meta.url)) {
  const words = process.argv.slice(2);
  await runMain(async () => {
    try {
      await setUp(words);
    } catch (error) {
      if (words.includes("--json")) printJsonError(error);
      throw error;
    }
    const { code } = await runClient(join(repoFolder, "cli", "quayline.ts"), words, { cwd: callerFolder("quayline") });
    return code;
  });
}

/** `--json` promises one document on stdout, for errors too. */
function printJsonError(error) {
  const document = { error: { code: "setup-failed", message: error.message, fix: "Do what the message says and run the command again." } };
  process.stdout.write(`${JSON.stringify(document)}\n`);
}
