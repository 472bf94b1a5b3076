import type { window as en } from "../en/window.ts";
import type { Translation } from "../translation.ts";

export const window = {} as const satisfies Translation<typeof en>;
