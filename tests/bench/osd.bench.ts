// npm run bench -- osd [HEIGHT]: makes twenty clips with a clock burnt in (five fonts × four looks, over eight formats, four corners and
// three rates; default 360 pixels high), has each read, and counts right, silent and wrong. Each clip is read knowing a file time that is
// 131 s away from what it shows, as in a library.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPictureClock, STRETCH_MS } from "../../engine/osd/read-picture-clock.ts";
import { clockFormats, makeClockClip, type ClockClip } from "../support/clock-footage.ts";
import { runBench } from "./bench-report.ts";

const heightPx = Number(process.argv[2] ?? 360);
const widthPx = (heightPx * 16) / 9;
const FAMILIES = ["DejaVu Sans Mono", "DejaVu Sans", "DejaVu Serif", "Noto Sans CJK SC", "bold DejaVu Sans"] as const;
const LOOKS = [
  { style: "outlined", colour: "white", scene: "mixed" }, { style: "plain", colour: "white", scene: "dark" },
  { style: "plain", colour: "black", scene: "light" }, { style: "boxed", colour: "white", scene: "mixed" },
] as const;
const CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
const RATES = [25, 12, 10] as const;
/** What the file is told to say, away from what the clock shows. */
const FILE_AWAY_MS = 131_000;
/** Read nearer than this is right. */
const RIGHT_MS = 600;

function clips(): { readonly name: string; readonly clip: ClockClip }[] {
  const formats = Object.entries(clockFormats);
  return FAMILIES.flatMap((family, f) => LOOKS.map((look, l) => {
    const no = f * LOOKS.length + l;
    const [formatName, format] = formats[(f * 3 + l * 2 + no) % formats.length]!;
    const corner = CORNERS[(f + l) % CORNERS.length]!;
    const firstMs = Date.UTC(2021 + ((f + l) % 4), (f * 3 + l) % 12, 3 + ((f * 7 + l * 5) % 25), (f * 5 + l * 7) % 24, (no * 13) % 60, (no * 17) % 60) + ((no * 137) % 1000);
    const clip: ClockClip = {
      widthPx, heightPx, family, ...look, corner, format, firstMs, seconds: STRETCH_MS / 1000, framesPerSecond: RATES[no % RATES.length]!, seed: no + 1, ...(no % 4 === 3 ? { share: 0.04 } : {}),
    };
    return { name: `${family}, ${look.style} ${look.colour}, ${corner}, ${formatName}`, clip };
  }));
}

await runBench("Clocks in the picture", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-osd-"));
  const counts = { right: 0, silent: 0, wrong: 0 };
  try {
    for (const { name, clip } of clips()) {
      const path = join(folder, "clock.mp4");
      await makeClockClip(path, clip);
      const read = await readPictureClock({
        path, container: "mp4", timeBase: "1/90000", widthPx, heightPx, fromMediaMs: 0, lengthMs: STRETCH_MS, region: null, timezone: "UTC", nearMs: clip.firstMs + FILE_AWAY_MS,
      }, new AbortController().signal);
      const awayMs = read.startMs === null ? null : read.startMs - clip.firstMs;
      const verdict = awayMs === null ? "silent" : Math.abs(awayMs) < RIGHT_MS ? "right" : "wrong";
      counts[verdict]++;
      report.line(`${verdict.padEnd(7)}${name}: ${awayMs === null ? read.state : `${awayMs} ms away, ${read.votes} votes to ${read.against}`}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  report.line(`${counts.right} right, ${counts.silent} silent, ${counts.wrong} wrong`);
  report.target({ name: "clocks read right", value: (100 * counts.right) / clips().length, unit: "%", atLeast: 95 });
  report.target({ name: "clocks read wrong", value: counts.wrong, unit: "clips", atMost: 0 });
});
