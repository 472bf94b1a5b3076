// What `npm start` does where there is no screen: the app's main job through the command line client, on the sample
// case, from footage to a verified bundle, and pictures of the window drawn on a virtual display. It contains no steps
// of its own: the case is made by `quayline sample --open`, which the window's "open the sample case" calls as well.

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { tailOf } from "./child-process.mjs";
import { runClient } from "./command-line-process.mjs";
import { startVirtualDisplay } from "./display.mjs";
import { repoFolder } from "./folders.mjs";
import { SetupError, say } from "./say.mjs";
import { takeScreenshots } from "./screenshots.mjs";

const HEARTBEAT_MS = 30_000;

/** The client's exit code when it was asked to stop. */
const CANCELLED = 130;

class Cancelled extends Error {}

/** Makes, exports and verifies the sample case, and takes pictures. Answers the exit code. */
export async function runHeadless(options) {
  try {
    return await workCase(options);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    say("Stopped.");
    return CANCELLED;
  }
}

async function workCase({ electron, library: wantedLibrary, lang }) {
  const library = await chooseEmptyLibrary(wantedLibrary);
  const common = ["--library", library, ...(lang ? ["--lang", lang] : [])];
  say("Drawing the sample footage, indexing it and making the case (some minutes of work for this computer) …");
  const sample = await ask(["sample", "--open", ...common]);
  say(`Made case ${sample.caseNumber} in ${library}`);
  const bundle = await exportAndVerify(sample.caseNumber, library, common);
  await takePictures(electron, library);
  say(`Done. To look at the bundle, open ${join(bundle, "index.html")} in a browser.`);
  return 0;
}

async function exportAndVerify(caseNumber, library, common) {
  const out = join(library, "exports", `${caseNumber}-${timeForName()}`);
  mkdirSync(join(library, "exports"), { recursive: true });
  say("Exporting the evidence bundle …");
  const exported = await ask(["export", "--case", caseNumber, "--out", out, ...common]);
  say(`Bundle: ${exported.bundle}`);
  const verified = await ask(["verify", exported.bundle]);
  if (!verified.ok) throw new SetupError(`The bundle did not pass its own verification: ${JSON.stringify(verified.failed)}. This is an error in Quayline; please report it.`);
  say(`Verified: ${verified.files} files, all as they should be.`);
  return exported.bundle;
}

/** Pictures are a help for whoever tries the app out; the job is done without them, so their failure is only said. */
async function takePictures(electron, library) {
  const folder = join(library, "screenshots");
  let screen = null;
  try {
    screen = await startVirtualDisplay();
    for (const path of await takeScreenshots({ electron, library, folder, display: screen.display })) say(`Screenshot: ${path}`);
  } catch (error) {
    say(`No screenshots: ${tailOf(String(error?.message ?? error), 6)}`);
  } finally {
    screen?.stop();
  }
}

/** The sample goes into an empty library only, so that it never mixes with somebody's footage. */
async function chooseEmptyLibrary(wanted) {
  const { library } = await ask(["init", ...(wanted ? ["--library", wanted] : [])]);
  if (await isEmptyLibrary(library)) return library;
  for (let n = 1; ; n++) {
    const beside = nameBeside(library, n);
    if (existsSync(beside) && !(await isUnusedLibrary(beside))) continue;
    say(`${library} already holds footage, so the sample goes into a library of its own: ${beside}`);
    return beside;
  }
}

/** The nth name for a library beside another: `NAME-sample`, `NAME-sample-2`, … */
export function nameBeside(library, n) {
  return `${library.replace(/[/\\]+$/, "")}-sample${n === 1 ? "" : `-${n}`}`;
}

/** One that an interrupted start left behind is used again. */
async function isUnusedLibrary(folder) {
  return existsSync(join(folder, "library.sqlite")) && (await isEmptyLibrary(folder));
}

async function isEmptyLibrary(library) {
  const files = await ask(["files", "--library", library]);
  const cases = await ask(["case", "list", "--library", library]);
  return files.length === 0 && cases.length === 0;
}

/**
 * Runs the built command line client with `--json` and answers its document. Its progress and sentences go straight to
 * stderr; where that is no terminal it shows no progress, so a line every half minute says that it is at work.
 */
async function ask(words) {
  const client = join(repoFolder, "dist", "cli", "quayline.js");
  const startedMs = Date.now();
  const tick = () => say(`… still at it, ${Math.round((Date.now() - startedMs) / 1000)} s`);
  const heartbeat = process.stderr.isTTY ? null : setInterval(tick, HEARTBEAT_MS);
  const result = await runClient(client, [...words, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  clearInterval(heartbeat);
  if (result.code === 0 || result.code === 3) return JSON.parse(result.stdout);
  if (result.code === CANCELLED) throw new Cancelled();
  // With --json its sentence is on stderr too, and has been passed on.
  throw new SetupError(`It stopped at: quayline ${words.join(" ")}`);
}

/** `20260131-140305`, local time: names of exports sort by when they were made. */
function timeForName(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
