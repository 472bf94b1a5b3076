// An ffmpeg for tests whose disk can be full and whose footage can break off: the real one behind a script that looks for orders in a folder.

import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";

const REAL = process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg";

/**
 * What it finds in its folder it does: `full` as ENOSPC comes from a real one (its words and its half-written output were looked at on a
 * small tmpfs), unless fewer than the number of copies in it lie beside the output; `gone` (`1 /folder`) moves the folder named in it away while it
 * runs, as soon as so many copies lie there.
 */
const SCRIPT = (folder: string): string => `#!/bin/sh
for last; do :; done
out="\${last#file:}"
case "$out" in */proxies/*) echo "$out" >> '${folder}/calls' ;; *) exec '${REAL}' "$@" ;; esac
there=$(ls "$(dirname "$out")" | grep -c '\\.mp4$')
if [ -e '${folder}/full' ]; then
  if [ "$there" -ge "$(cat '${folder}/full')" ]; then
    echo half > "$out"
    echo "av_interleaved_write_frame(): No space left on device" >&2
    echo "Error writing trailer of $out: No space left on device" >&2
    exit 1
  fi
fi
if [ -e '${folder}/gone' ]; then
  read -r needed from < '${folder}/gone'
  if [ "$there" -ge "$needed" ]; then
    rm '${folder}/gone'
    [ -e "$from" ] && mv "$from" "$from.away"
  fi
fi
if [ -e '${folder}/torn' ]; then
  '${REAL}' "$@" -frames:v "$(cat '${folder}/torn')"
  echo "file:x: Input/output error" >&2
  exit 0
fi
exec '${REAL}' "$@"
`;

export interface FaultyFfmpeg {
  readonly folder: string;
  order(name: "full" | "gone" | "torn", content: string): Promise<void>;
  takeBack(name: "full" | "gone" | "torn"): Promise<void>;
  /** How often it was called to write a copy or a part of one. */
  callCount(): Promise<number>;
}

/** Takes the place of ffmpeg for modules that are imported afterwards: call `vi.unstubAllEnvs` and `vi.resetModules` in the end. */
export async function faultyFfmpeg(inFolder: string): Promise<FaultyFfmpeg> {
  const folder = join(inFolder, "tool");
  await mkdir(folder, { recursive: true });
  const tool = join(folder, "ffmpeg");
  await writeFile(tool, SCRIPT(folder));
  await chmod(tool, 0o755);
  vi.stubEnv("QUAYLINE_FFMPEG", tool);
  vi.resetModules();
  return {
    folder,
    order: (name, content) => writeFile(join(folder, name), content),
    takeBack: (name) => rm(join(folder, name), { force: true }),
    callCount: async () => (await readFile(join(folder, "calls"), "utf8").catch(() => "")).split("\n").length - 1,
  };
}
