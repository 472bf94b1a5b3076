// Which parts of case.json came to the format after its first bundles were written. Apart from bundle.ts, which brings the
// schema library along: the viewer carries this and not that.

import type { BundleCase } from "./bundle.ts";

/** Lists that older bundles do not have; there they are empty. */
export const LISTS_ADDED_LATER = ["orders", "exhibits", "observations", "subjects", "statements", "facts", "story", "continuity", "gaps"] as const satisfies readonly (keyof BundleCase)[];
