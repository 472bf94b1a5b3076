import type { timeline as en } from "../en/timeline.ts";
import type { Translation } from "../translation.ts";

export const timeline = {} as const satisfies Translation<typeof en>;
