// Finds ffmpeg and ffprobe, in the order the engine looks: QUAYLINE_FFMPEG, ffmpeg-static, the PATH. Installs them as
// root on Debian, and says what to install elsewhere. It checks that they are there, not what they can decode.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { ensureDebianPackages, installSentence, whyNotInstall } from "./debian-packages.mjs";
import { repoFolder } from "./folders.mjs";
import { SetupError } from "./say.mjs";

/** Finds ffmpeg or makes it be there; answers its path. */
export async function ensureFfmpeg() {
  const found = findFfmpeg();
  if (found) return found;
  const { why } = await ensureDebianPackages([{ packages: ["ffmpeg"], reason: "to read and cut video" }]);
  const installed = findFfmpeg();
  if (installed) return installed;
  throw new SetupError(explainMissing(why ?? whyNotInstall()));
}

/** The path of ffmpeg, or null. Only looks; runs nothing. */
export function findFfmpeg({ env = process.env, root = repoFolder, platform = process.platform } = {}) {
  if (env.QUAYLINE_FFMPEG) {
    if (existsSync(env.QUAYLINE_FFMPEG)) return env.QUAYLINE_FFMPEG;
    throw new SetupError(`QUAYLINE_FFMPEG names ${env.QUAYLINE_FFMPEG}, which does not exist. Correct it, or unset it to use the ffmpeg of the system.`);
  }
  const onPath = findOnPath("ffmpeg", { env, platform });
  if (!findOnPath("ffprobe", { env, platform })) return null;
  return findStaticFfmpeg(root) ?? onPath;
}

/** The full path of a program on the PATH, or null. */
export function findOnPath(name, { env = process.env, platform = process.platform } = {}) {
  const endings = platform === "win32" ? (env.PATHEXT || ".EXE;.CMD;.BAT").split(";") : [""];
  for (const folder of (env.PATH ?? env.Path ?? "").split(platform === "win32" ? ";" : delimiter)) {
    if (folder === "") continue;
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (existsSync(path)) return path;
    }
  }
  return null;
}

/** ffmpeg-static is not a dependency, because what it downloads is old; who has put it there wants it used. */
function findStaticFfmpeg(root) {
  try {
    const path = createRequire(join(root, "package.json"))("ffmpeg-static");
    return typeof path === "string" && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function explainMissing(why) {
  const needed = "Quayline needs ffmpeg (with ffprobe) to read video, and it is not on this computer.";
  if (why === "not-root" || why === "forbidden" || why === "failed") return installSentence(["ffmpeg"], needed);
  if (process.platform === "darwin") return `${needed} Install it with: brew install ffmpeg`;
  if (process.platform === "win32") return `${needed} Install it with: winget install Gyan.FFmpeg   Then open a new window and run the command again.`;
  return `${needed} Install the package named ffmpeg with your system's package manager and run the command again.`;
}
