// Debian packages that Quayline needs and npm cannot give: ffmpeg, a virtual display, Electron's libraries, fonts.
// Installs them only as root on Debian or a system made from it; everywhere else it says what to install. Never sudo.

import { readFileSync } from "node:fs";
import { runProgram, tailOf } from "./child-process.mjs";
import { say } from "./say.mjs";

/**
 * Newer releases renamed two libraries (64-bit time): the first name that is known there is taken.
 * https://wiki.debian.org/ReleaseGoals/64bit-time
 */
const RENAMED = { "libgtk-3-0": ["libgtk-3-0t64", "libgtk-3-0"], libasound2: ["libasound2t64", "libasound2"], "libatk-bridge2.0-0": ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"], libcups2: ["libcups2t64", "libcups2"] };

/** Whether this is Debian or a system made from it, by the text of /etc/os-release. */
export function isDebianLike(osRelease) {
  const ids = [...osRelease.matchAll(/^(?:ID|ID_LIKE)=(.*)$/gm)].flatMap((match) => match[1].replace(/["']/g, "").split(/\s+/));
  return ids.includes("debian") || ids.includes("ubuntu");
}

/** Whether packages may be installed here, or why not. */
export function whyNotInstall({ env = process.env, platform = process.platform, uid = process.getuid?.(), osRelease = readOsRelease() } = {}) {
  if (platform !== "linux" || !isDebianLike(osRelease)) return "not-debian";
  if (env.QUAYLINE_NO_INSTALL && env.QUAYLINE_NO_INSTALL !== "0") return "forbidden";
  return uid === 0 ? null : "not-root";
}

/** Those of the packages that dpkg does not know as installed. Some 20 ms. */
export async function findMissingPackages(packages) {
  const names = packages.flatMap((name) => RENAMED[name] ?? [name]);
  const result = await runProgram("dpkg-query", ["-W", "-f", "${Status}\\t${Package}\\n", ...names]);
  return missingFromStatus(packages, result.stdout);
}

/** As above, from what `dpkg-query` printed: `install ok installed<tab>NAME` a line. */
export function missingFromStatus(packages, statusText) {
  const installed = new Set(
    statusText.split("\n").filter((line) => line.startsWith("install ok installed\t")).map((line) => line.split("\t")[1]),
  );
  return packages.filter((name) => !(RENAMED[name] ?? [name]).some((known) => installed.has(known)));
}

/**
 * Installs the packages that are missing, in one go. `wanted` is `[{ packages, reason }]`. Answers
 * `{ missing: [], why: null }`, or what is still missing and why, for the caller to make a sentence of.
 */
export async function ensureDebianPackages(wanted) {
  const why = whyNotInstall();
  if (why === "not-debian") return { missing: [], why };
  const missing = await findMissingPackages(wanted.flatMap(({ packages }) => packages));
  if (missing.length === 0) return { missing, why: null };
  if (why) return { missing, why };
  return { missing: await installPackages(missing, wanted), why: "failed" };
}

/** The sentence that tells a person to install packages by hand. */
export function installSentence(packages, reason) {
  return `${reason} Install it with: sudo apt-get install --no-install-recommends ${packages.join(" ")}`;
}

/** What `apt-get --assume-no` says about size: `Need to get 12.3 MB of archives`. */
export function sizeFromAptText(text) {
  const fetched = /Need to get ([\d.,]+ ?[kMG]?B)(?:\/[\d.,]+ ?[kMG]?B)? of archives/.exec(text)?.[1];
  const used = /([\d.,]+ ?[kMG]?B) of additional disk space/.exec(text)?.[1];
  if (!fetched && !used) return null;
  return [fetched && `${fetched} to fetch`, used && `${used} on disk`].filter(Boolean).join(", ");
}

async function installPackages(missing, wanted) {
  for (const { packages, reason } of wanted) {
    const these = packages.filter((name) => missing.includes(name));
    if (these.length > 0) say(`Debian packages ${reason}: ${these.join(" ")}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const apt = (...words) => runProgram("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...words], { env });
  await apt("update", "-qq"); // When this fails, lists that are already here may still do; the install tells.
  const names = await chooseKnownNames(missing, env);
  const plan = await apt("install", "--no-install-recommends", "--assume-no", ...names);
  const size = sizeFromAptText(plan.stdout);
  say(`Installing them with apt-get${size ? ` (${size})` : ""} …`);
  const result = await apt("install", "-y", "-qq", "--no-install-recommends", ...names);
  if (result.code === 0) return [];
  say(`apt-get could not install them:\n${tailOf(result.stderr || result.stdout, 6)}`);
  return findMissingPackages(missing);
}

async function chooseKnownNames(missing, env) {
  const names = missing.flatMap((name) => RENAMED[name] ?? [name]);
  const { stdout } = await runProgram("apt-cache", ["--no-all-versions", "show", ...names], { env });
  const known = new Set([...stdout.matchAll(/^Package: (.+)$/gm)].map((match) => match[1]));
  return missing.map((name) => (RENAMED[name] ?? [name]).find((candidate) => known.has(candidate)) ?? name);
}

function readOsRelease() {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}
