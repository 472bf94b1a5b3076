// npm run bench -- NAME […]: runs tests/bench/NAME.bench.ts on a recent Node; without a name it lists what there is.
// It measures nothing itself, and nothing here decides whether a build is good.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./child-process.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureFfmpeg } from "./ffmpeg.mjs";
import { findNode } from "./find-node.mjs";
import { isMainScript, repoFolder } from "./folders.mjs";
import { runMain, say } from "./say.mjs";

const FOLDER = join(repoFolder, "tests", "bench");

/** The names of the benchmarks in a folder. */
export function benchmarkNames(folder = FOLDER) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []).sort();
}

async function main() {
  const [name, ...rest] = process.argv.slice(2);
  const names = benchmarkNames();
  if (!name || !names.includes(name)) {
    if (name) say(`There is no benchmark ${name}.`);
    say(names.length > 0 ? `Benchmarks: ${names.join(", ")}. Run one with: npm run bench -- ${names[0]}` : "There are no benchmarks yet (tests/bench/NAME.bench.ts).");
    return name ? 2 : 0;
  }
  await ensureDependencies();
  await ensureFfmpeg();
  const words = ["--disable-warning=ExperimentalWarning", join(FOLDER, `${name}.bench.ts`), ...rest];
  const { code } = await runProgram(findNode(), words, { cwd: repoFolder, echo: true });
  return code ?? 1;
}

if (isMainScript(import.meta.url)) await runMain(main);
