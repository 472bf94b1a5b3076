// What a finished job answers is kept as plain JSON. Here it is read back, field by field, so that a command's answer has
// every field that its contract names. Problems get their sentences.

import type { ErrorParams } from "../contract/errors.ts";
import type { Sentences } from "./sentences.ts";

type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function numberIn(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === "number" ? value : 0;
}

export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" ? value : null;
}

export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

export interface ToldProblem {
  readonly path: string | null;
  readonly code: string;
  readonly message: string;
}

/** `{ path, code, message }` of every problem, whatever else the job said of it. */
export function problemsIn(fields: Fields, sentences: Sentences): readonly ToldProblem[] {
  return listIn(fields, "problems").map((one) => {
    const problem = fieldsOf(one);
    const code = textIn(problem, "code") ?? "internal";
    const params = fieldsOf(problem["params"]) as ErrorParams;
    const pathBytes = textIn(problem, "pathBytes");
    return {
      path: textIn(problem, "path"), ...(pathBytes === null ? {} : { pathBytes }),
      code, message: textIn(problem, "message") ?? sentences.problem(code, params),
    };
  });
}
