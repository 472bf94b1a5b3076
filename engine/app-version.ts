// The program's version, as custody entries and bundles state it. Read from package.json, so that there is one place to change it.

import { readFileSync } from "node:fs";

/** From the sources package.json lies one folder up, from dist/ two. */
const manifestUrl = new URL(import.meta.url.endsWith(".ts") ? "../package.json" : "../../package.json", import.meta.url);

export const APP_VERSION = (JSON.parse(readFileSync(manifestUrl, "utf8")) as { version: string }).version;
