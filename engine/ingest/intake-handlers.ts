// Requests about intake sheets. The photo is opened once, to take its fingerprint into the sheet and the log.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../contract/errors.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listIntakes, requireIntake } from "../store/intakes.ts";

/** @throws AppError path-missing, file-unreadable */
async function fingerprint(path: string, signal: AbortSignal): Promise<string> {
  const stats = await stat(path).catch(() => null);
  if (stats === null) throw new AppError("path-missing", { path });
  if (!stats.isFile()) throw new AppError("file-unreadable", { path });
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash, { signal }).catch((cause: unknown) => {
    throw new AppError("file-unreadable", { path }, { cause });
  });
  return hash.digest("hex");
}

export function intakeHandlers(context: EngineContext): SomeHandlers<"intakes.save" | "intakes.list"> {
  const { store } = context;
  return {
    "intakes.list": () => listIntakes(store.db),
    "intakes.save": async ({ intakeId, ...facts }, signal) => {
      const former = intakeId === null ? null : requireIntake(store.db, intakeId);
      // A photo that is no longer at hand keeps the fingerprint that it had.
      const isSamePhoto = former !== null && former.facts.photoPath === facts.photoPath;
      const photoSha256 = isSamePhoto ? former.photoSha256 : facts.photoPath === null ? null : await fingerprint(facts.photoPath, signal);
      const saved = await context.write("intakes.save", { intakeId, facts, photoSha256 });
      context.changed("intakes", "clocks", "cameras", "recordings", "cases", "custody");
      return requireIntake(store.db, saved.intakeId);
    },
  };
}
