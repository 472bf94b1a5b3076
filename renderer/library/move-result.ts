// Reads back what a job that re-pointed a folder answered, kept as plain JSON. Null where it is not of that form.

import { z } from "zod";

const moveResult = z.object({
  from: z.string(), to: z.string(),
  files: z.object({ found: z.number(), moved: z.number() }),
  problems: z.array(z.object({ path: z.string(), code: z.enum(["missing-there", "differs-there", "known-there"]) })),
});
export type MoveResult = z.infer<typeof moveResult>;

export function moveResultFrom(result: unknown): MoveResult | null {
  const read = moveResult.safeParse(result);
  return read.success ? read.data : null;
}
