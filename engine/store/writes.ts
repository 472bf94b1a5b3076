// Every way the library can be changed: one named function, one transaction each. The writer's thread runs these and nothing else.

import { blindAreaWrites } from "./blind-areas.ts";
import { cameraWrites } from "./cameras.ts";
import { caseWrites } from "./cases.ts";
import { changeWrites } from "./changes.ts";
import { checkWrites } from "./checks.ts";
import { choiceWrites } from "./choices.ts";
import { clockWrites } from "./clocks.ts";
import { exhibitWrites } from "./exhibits.ts";
import { factWrites } from "./facts.ts";
import { fileWrites } from "./files.ts";
import { intakeWrites } from "./intakes.ts";
import { jobWrites } from "./jobs.ts";
import { neighbourWrites } from "./neighbours.ts";
import { planWrites } from "./site-plans.ts";
import { previewWrites } from "./previews.ts";
import { proxyStretchWrites } from "./proxy-stretches.ts";
import { rootWrites } from "./roots.ts";
import { settingWrites } from "./settings.ts";
import { tileSourceWrites } from "./tile-sources.ts";
import { statementWrites } from "./statements.ts";
import { watchedWrites } from "./watched.ts";
import { watchWrites } from "./watches.ts";
import type { WriteContext } from "./write-context.ts";

export const writes = {
  ...settingWrites, ...cameraWrites, ...fileWrites, ...checkWrites, ...previewWrites, ...proxyStretchWrites, ...choiceWrites, ...clockWrites, ...intakeWrites, ...caseWrites, ...exhibitWrites, ...statementWrites, ...factWrites,
  ...watchedWrites, ...changeWrites, ...jobWrites,
  ...rootWrites, ...watchWrites, ...planWrites, ...blindAreaWrites, ...neighbourWrites, ...tileSourceWrites,
} as const;

export type WriteName = keyof typeof writes;
export type WriteInput<N extends WriteName> = Parameters<(typeof writes)[N]> extends [WriteContext, infer I] ? I : undefined;
export type WriteResult<N extends WriteName> = ReturnType<(typeof writes)[N]>;
