// Neighbouring cameras on the command line: set one at a time, followed in time, taken away.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { quaylineInside } from "./quayline-process.ts";

const NOON_MS = Date.UTC(2021, 10, 12, 6);
let root: string;

async function json(args: readonly string[], exitCode = 0) {
  const outcome = await quaylineInside([...args, "--library", join(root, "library"), "--json"]);
  expect(outcome.exitCode, outcome.stderr + outcome.stdout).toBe(exitCode);
  return JSON.parse(outcome.stdout);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-neighbours-"));
  await writeFile(join(root, "cameras.csv"), "id,name,lat,lon,crs,range_m\nc1,门口,29.945,122.305,WGS84,10\nc2,对面,29.9459,122.305,WGS84,10\nc3,路口,,,,\n");
  await json(["init"]);
  await json(["cameras", "import", join(root, "cameras.csv")]);
});
afterAll(() => rm(root, { recursive: true, force: true }));

it("neighbours are set one by one, said anew, followed and taken away", async () => {
  await json(["neighbours", "set", "--camera", "c1", "--to", "c2", "--direction", "left"]);
  expect(await json(["neighbours", "set", "--camera", "c1", "--to", "c3", "--direction", "往码头", "--travel-s", "60"])).toMatchObject({ count: 2 });
  const { arrivals } = await json(["follow", "--camera", "c1", "--at", String(NOON_MS)]);
  expect(arrivals).toMatchObject([
    { toCameraId: "c2", name: "对面", direction: "left", clocksMs: null, hasFootage: false },
    { toCameraId: "c3", direction: "往码头", distanceM: null, expectedMs: NOON_MS + 60_000, earliestMs: NOON_MS + 42_000, latestMs: NOON_MS + 90_000, expectedIso: "2021-11-12T14:01:00.000+08:00" },
  ]);
  // 100 m on foot.
  expect(arrivals[0].expectedMs - NOON_MS).toBeGreaterThan(71_000);
  expect(arrivals[0].expectedMs - NOON_MS).toBeLessThan(73_000);
  expect(await json(["neighbours", "set", "--camera", "c1", "--to", "c2", "--direction", "left", "--speed-kmh", "36"])).toMatchObject({ count: 2 });
  expect((await json(["neighbours", "list", "--camera", "c1"]))[0]).toMatchObject({ toCameraId: "c2", speedKmh: 36 });
  await json(["neighbours", "set", "--camera", "c1", "--to", "c2", "--direction", "left", "--remove"]);
  expect(await json(["neighbours", "list"])).toMatchObject([{ cameraId: "c1", toCameraId: "c3" }]);
});

it("a camera that is not there, and itself, are refused", async () => {
  expect((await json(["neighbours", "set", "--camera", "c1", "--to", "c9", "--direction", "left"], 1)).error.code).toBe("camera-unknown");
  expect((await json(["neighbours", "set", "--camera", "c1", "--to", "c1", "--direction", "left"], 2)).error.code).toBe("input-invalid");
  expect((await json(["follow", "--camera", "c9", "--at", String(NOON_MS)], 1)).error.code).toBe("camera-unknown");
});
