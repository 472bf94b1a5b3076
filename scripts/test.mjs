// npm test [-- types | lint | unit | e2e | PATH …]: prepares what is missing, then runs type check, lint, unit tests and
// the end-to-end tests. All of them run, whatever failed before; the last line is `N passed, N failed[, N skipped]`.
//
// What the tests get in their environment:
//   QUAYLINE_NODE             a Node that runs the engine and cli/quayline.ts
//   QUAYLINE_TEST_ELECTRON    Electron's executable; QUAYLINE_TEST_ELECTRON_SWITCHES, space-separated, go before the app's folder
//   QUAYLINE_ENGINE_NODE      set where Electron's own Node is too old for the engine
//   QUAYLINE_TEST_CHROMIUM    a Chromium for the bundle's viewer, where there is one
//   DISPLAY                   a virtual display of 1920 × 1200 (Linux)
// Settings of the person who runs them (QUAYLINE_LIBRARY, _ACTOR, _PASSPHRASE) are taken away.

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { runProgram } from "./child-process.mjs";
import { onExit } from "./cleanup.mjs";
import { clientEnvironment } from "./command-line-process.mjs";
import { startVirtualDisplay } from "./display.mjs";
import { electronArguments, electronEnvironment } from "./electron-launch.mjs";
import { fallbackNotice } from "./electron.mjs";
import { findFfmpeg, findOnPath } from "./ffmpeg.mjs";
import { findNode } from "./find-node.mjs";
import { callerFolder, isMainScript, repoFolder } from "./folders.mjs";
import { SetupError, runMain, say } from "./say.mjs";
import { ensureBuild, ensureDependencies, ensureFfmpeg, ensureWindow } from "./setup.mjs";
import { NOTHING_COUNTED, addCounts, countOfStage, countsFromPlaywright, countsFromVitest, describeCounts } from "./test-counts.mjs";

const STAGES = ["types", "lint", "unit", "e2e"];

/** What to run: `{ stages, unitPaths, e2ePaths }`, from the words after `npm test --`. */
export function planFromArguments(words, folder = repoFolder) {
  const named = words.filter((word) => STAGES.includes(word));
  const paths = words.filter((word) => !STAGES.includes(word)).map((word) => relative(repoFolder, resolve(folder, word)).replaceAll("\\", "/"));
  const e2ePaths = paths.filter((path) => path.startsWith("tests/e2e"));
  const unitPaths = paths.filter((path) => !path.startsWith("tests/e2e"));
  const stages = new Set(named);
  if (e2ePaths.length > 0) stages.add("e2e");
  if (unitPaths.length > 0) stages.add("unit");
  return { stages: words.length === 0 ? STAGES : STAGES.filter((stage) => stages.has(stage)), unitPaths, e2ePaths };
}

async function main() {
  const plan = planFromArguments(process.argv.slice(2), callerFolder("test"));
  const reports = mkdtempSync(join(tmpdir(), "quayline-test-"));
  const forget = onExit(() => rmSync(reports, { recursive: true, force: true }));
  try {
    const tools = await setUp(plan);
    const counts = await runStages(plan, tools, reports);
    return finish(counts);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return finish({ ...NOTHING_COUNTED, failed: 1 });
  } finally {
    rmSync(reports, { recursive: true, force: true });
    forget();
  }
}

function finish(counts) {
  process.stdout.write(`${describeCounts(counts)}\n`);
  return counts.failed > 0 ? 1 : 0;
}

async function setUp({ stages }) {
  await ensureDependencies();
  const node = findNode();
  const needsFootage = stages.includes("unit") || stages.includes("e2e");
  if (needsFootage) await ensureFfmpeg();
  if (!stages.includes("e2e")) return { node, env: testEnvironment({ node }) };
  const { electron } = await ensureWindow({ virtual: process.platform === "linux", browser: true, build: false });
  if (electron.isFallback) say(fallbackNotice());
  electronArguments(electron).notices.forEach(say);
  return { node, env: testEnvironment({ node, electron }) };
}

function testEnvironment({ node, electron = null }) {
  const env = electron ? electronEnvironment(electron) : { ...process.env };
  for (const personal of ["QUAYLINE_LIBRARY", "QUAYLINE_ACTOR", "QUAYLINE_PASSPHRASE"]) delete env[personal];
  // vitest and Playwright take these from whoever starts npm, and would colour text that tests compare.
  for (const setting of ["FORCE_COLOR", "NODE_OPTIONS"]) delete env[setting];
  env.QUAYLINE_NODE = node;
  const chromium = findOnPath("chromium");
  if (chromium) env.QUAYLINE_TEST_CHROMIUM = chromium;
  const ffmpeg = findFfmpeg();
  if (ffmpeg && process.env.QUAYLINE_FFMPEG) env.QUAYLINE_FFMPEG = resolve(ffmpeg);
  if (electron) {
    env.QUAYLINE_TEST_ELECTRON = electron.executable;
    env.QUAYLINE_TEST_ELECTRON_SWITCHES = electronArguments(electron).switches.join(" ");
  }
  return env;
}

/** Types and lint share the two cores; the tests then have them to themselves. */
async function runStages({ stages, unitPaths, e2ePaths }, tools, reports) {
  const results = [];
  if ((stages.includes("unit") || stages.includes("e2e")) && !(await tryBuild())) results.push({ stage: "build", counts: countOfStage(false), seconds: 0 });
  const quick = { types: () => checkTypes(tools), lint: () => lint(tools) };
  results.push(...(await Promise.all(["types", "lint"].filter((stage) => stages.includes(stage)).map((stage) => timed(stage, quick[stage])))));
  if (stages.includes("unit")) results.push(await timed("unit", () => runUnitTests(tools, unitPaths, reports)));
  if (stages.includes("e2e")) results.push(await timed("e2e", () => runWindowTests(tools, e2ePaths, reports)));
  say("");
  for (const { stage, counts, seconds } of results) say(`${stage.padEnd(6)} ${describeCounts(counts)}  (${seconds} s)`);
  return results.reduce((sum, { counts }) => addCounts(sum, counts), NOTHING_COUNTED);
}

/** A source that does not build fails the run, and the other stages still say what they find. */
async function tryBuild() {
  try {
    await ensureBuild();
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return false;
  }
}

async function timed(stage, run) {
  const startedMs = Date.now();
  const counts = await run();
  return { stage, counts, seconds: Math.round((Date.now() - startedMs) / 1000) };
}

/** Three views of the sources: all with Node's types, the window with the DOM's, and the engine without the DOM's. */
async function checkTypes({ node, env }) {
  const compiler = join(repoFolder, "node_modules", "typescript", "bin", "tsc");
  const memory = join(repoFolder, "node_modules", ".quayline");
  mkdirSync(memory, { recursive: true });
  const told = new Set();
  let isFine = true;
  for (const config of ["tsconfig.json", "tsconfig.renderer.json", "tsconfig.node.json"]) {
    const incremental = ["--incremental", "--tsBuildInfoFile", join(memory, `${config}.tsbuildinfo`)];
    const result = await runProgram(node, [compiler, "-p", config, "--noEmit", ...incremental], { cwd: repoFolder, env });
    if (result.code === 0) continue;
    isFine = false;
    // The views overlap; an error is told once.
    const fresh = `${result.stdout}${result.stderr}`.split("\n").filter((line) => line.trim() !== "" && !told.has(line));
    fresh.forEach((line) => told.add(line));
    if (fresh.length > 0) say(`Types (${config}):\n${fresh.join("\n")}`);
  }
  return countOfStage(isFine);
}

async function lint({ node, env }) {
  const linter = join(repoFolder, "node_modules", "eslint", "bin", "eslint.js");
  const result = await runProgram(node, [linter, "--max-warnings", "0", "."], { cwd: repoFolder, env });
  if (result.code !== 0) say(`Lint:\n${`${result.stdout}${result.stderr}`.trim()}`);
  return countOfStage(result.code === 0);
}

async function runUnitTests({ node, env }, paths, reports) {
  const report = join(reports, "vitest.json");
  const runner = join(repoFolder, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const colour = process.stdout.isTTY ? {} : { NO_COLOR: "1" };
  // Every library that a test opens starts a thread of the engine, hundreds of them: most of its time went into reading the same sources.
  const { NODE_COMPILE_CACHE } = clientEnvironment;
  const { code } = await runProgram(node, [runner, "run", ...reporters, ...paths], { cwd: repoFolder, env: { NODE_COMPILE_CACHE, ...env, ...colour }, echo: true });
  return countsFromVitest(readReport(report), code);
}

async function runWindowTests({ node, env }, paths, reports) {
  const report = join(reports, "playwright.json");
  const runner = join(repoFolder, "node_modules", "@playwright", "test", "cli.js");
  const screen = process.platform === "linux" ? await startVirtualDisplay() : null;
  try {
    const display = screen ? { DISPLAY: screen.display, WAYLAND_DISPLAY: "" } : {};
    const { code } = await runProgram(node, [runner, "test", "--reporter=list,json", ...paths], {
      cwd: repoFolder,
      env: { ...env, ...display, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      echo: true,
    });
    return countsFromPlaywright(readReport(report), code);
  } finally {
    screen?.stop();
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

if (isMainScript(import.meta.url)) await runMain(main);
