// Builds dist/ from the sources: the engine and command line one to one, the main process and preload as one file
// each, the window, and the viewer that goes into bundles. Built beside and renamed into place, so that dist/ is
// never half of one build and half of another. Not a packager: see package.mjs.

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildStamp, isBuildFresh, writeBuildStamp } from "./build-stamp.mjs";
import { runProgram } from "./child-process.mjs";
import { onExit } from "./cleanup.mjs";
import { isRunning, withLock } from "./exclusive-lock.mjs";
import { findNode } from "./find-node.mjs";
import { isMainScript, repoFolder } from "./folders.mjs";
import { SetupError, describeFileError, runMain, say } from "./say.mjs";

/** Each step is a program with its own process: two cores are used, and one step's crash is told as that step's. */
function buildSteps(outFolder) {
  const bin = (name) => join(repoFolder, "node_modules", ...name.split("/"));
  return [
    { name: "engine and command line", args: [bin("typescript/bin/tsc"), "-p", "tsconfig.node.json", "--noCheck", "--outDir", outFolder] },
    { name: "main process, preload and viewer", args: [join(repoFolder, "scripts", "build-bundles.mjs"), outFolder] },
    { name: "window", args: [bin("vite/bin/vite.js"), "build", "--logLevel", "warn", "--outDir", join(outFolder, "renderer")] },
  ];
}

/** Builds dist/ when a source has changed since it was built, or always with `force`. Answers whether it built. */
export async function ensureBuild({ force = false } = {}) {
  const dist = join(repoFolder, "dist");
  if (!force && isBuildFresh(repoFolder)) return false;
  const workFolder = join(repoFolder, "node_modules", ".quayline");
  return withLock(join(workFolder, "build.lock"), "building the app", async () => {
    if (!force && isBuildFresh(repoFolder)) return false;
    removeAbandonedBuilds(workFolder);
    const outFolder = join(workFolder, `build-${process.pid}`);
    const forget = onExit(() => rmSync(outFolder, { recursive: true, force: true }));
    try {
      await build(outFolder, dist);
    } catch (error) {
      const sentence = describeFileError(error, repoFolder);
      throw sentence ? new SetupError(sentence) : error;
    } finally {
      rmSync(outFolder, { recursive: true, force: true });
      forget();
    }
    return true;
  });
}

async function build(outFolder, dist) {
  const startedMs = Date.now();
  say("Building the app …");
  const node = findNode();
  const stamp = buildStamp(repoFolder); // Before building: what is saved meanwhile makes the next start build again.
  mkdirSync(outFolder, { recursive: true });
  const results = await Promise.all(
    buildSteps(outFolder).map(async (step) => ({ step, ...(await runProgram(node, step.args, { cwd: repoFolder })) })),
  );
  const failed = results.filter((result) => result.code !== 0);
  if (failed.length > 0) throw new SetupError(failed.map(describeFailure).join("\n"));
  copyLooseFiles(outFolder);
  writeBuildStamp(outFolder, stamp);
  replaceFolder(dist, outFolder);
  say(`Built in ${((Date.now() - startedMs) / 1000).toFixed(0)} s.`);
}

function describeFailure({ step, code, signal, spawnError, stdout, stderr }) {
  const output = `${stdout}${stderr}`.trim() || String(spawnError ?? signal ?? `exit code ${code}`);
  return `The build of the ${step.name} failed:\n${output}\nRepair what it names and run the command again; dist/ is as it was before.`;
}

/** Files that are used as they are. A missing one fails the build, like any other step. */
function copyLooseFiles(outFolder) {
  mkdirSync(join(outFolder, "viewer"), { recursive: true });
  copyFileSync(join(repoFolder, "renderer", "viewer", "viewer.html"), join(outFolder, "viewer", "viewer.html"));
}

/** Puts `source` in the place of `target` by renaming; programs that run from the old one keep their open files. */
function replaceFolder(target, source) {
  const old = `${source}-old`;
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(source, target);
  } catch (error) {
    if (existsSync(old)) renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

function removeAbandonedBuilds(workFolder) {
  for (const name of readdirSync(workFolder)) {
    const pid = /^build-(\d+)(-old)?$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(workFolder, name), { recursive: true, force: true });
  }
}

if (isMainScript(import.meta.url)) {
  await runMain(async () => {
    const { ensureDependencies } = await import("./dependencies.mjs");
    await ensureDependencies();
    await ensureBuild({ force: !process.argv.includes("--if-needed") });
  });
}
