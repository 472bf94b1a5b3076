// How bad a file is off: by the worst of its problems. Also how its path is split for reading. No React.

import type { FootageFile } from "../../contract/model.ts";
import { isProblemCode, PROBLEM_WEIGHTS, type ProblemWeight } from "../../contract/problems.ts";

/** Worst first. */
export const WEIGHT_ORDER: readonly ProblemWeight[] = ["unreadable", "doubtful", "notice"];

/** A code that this window does not know counts as doubtful: better looked at once too often. */
export function fileWeight(file: Pick<FootageFile, "problems">): ProblemWeight {
  const weights = file.problems.map((problem): ProblemWeight => (isProblemCode(problem.code) ? PROBLEM_WEIGHTS[problem.code] : "doubtful"));
  return WEIGHT_ORDER.find((weight) => weights.includes(weight)) ?? "notice";
}

/** Files that need somebody: notices are worth knowing, but nothing is wrong. */
export function troubledCount(files: readonly Pick<FootageFile, "problems">[]): number {
  return files.filter((file) => fileWeight(file) !== "notice").length;
}

export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return { folder: at <= 0 ? "" : path.slice(0, at), name: path.slice(at + 1) };
}
