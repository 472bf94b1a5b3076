// npm run bench -- kill [COUNT]: kills an index at COUNT moments (default 50, seeded, spread over the whole run), runs each again and
// compares all that the library tells and exports with one undisturbed run. Ends with 1 where any differs.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { factsOf, indexByProcess, killIndex, makeMixedFolder } from "../support/kill-and-resume.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const count = Number(process.argv[2] ?? 50);
const root = await mkdtemp(join(tmpdir(), "quayline-kill-"));
const footage = join(root, "footage");
let differing = 0;
try {
  await makeMixedFolder(footage, 8);
  const { elapsedMs } = await indexByProcess(join(root, "undisturbed"), footage, null);
  const undisturbed = await factsOf(join(root, "undisturbed"));
  const integer = seededIntegers(50);
  for (let i = 0; i < count; i++) {
    const library = join(root, `killed-${i}`);
    const afterMs = await killIndex(library, footage, Math.round((elapsedMs * (i * 1_000 + integer(0, 999))) / (count * 1_000)));
    await indexByProcess(library, footage, null);
    const facts = await factsOf(library);
    const others = Object.keys(undisturbed).filter((what) => facts[what] !== undisturbed[what]);
    if (others.length > 0) differing++;
    process.stdout.write(`${String(i + 1).padStart(3)}  killed after ${String(afterMs).padStart(5)} of ${Math.round(elapsedMs)} ms  ${others.length === 0 ? "same" : `DIFFERS: ${others.join(", ")}`}\n`);
    await rm(library, { recursive: true, force: true });
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
process.stdout.write(`${count} runs killed before they were done, ${differing} differ from the undisturbed one\n`);
process.exitCode = differing === 0 ? 0 : 1;
