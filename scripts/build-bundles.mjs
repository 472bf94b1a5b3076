// Bundles what must be one file each: Electron's main process and preload (CommonJS), and the offline viewer, which
// is one classic script because browsers refuse module scripts on file://. Called by build.mjs with the output folder.

import { join } from "node:path";
import { build } from "esbuild";
import { repoFolder } from "./folders.mjs";

const outFolder = process.argv[2];

/** Electron of the fallback carries Node 20, hence the target. */
const forElectron = {
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["electron"],
  outExtension: { ".js": ".cjs" },
};

/** The viewer runs in whatever browser the receiver of a bundle has. */
const forBrowsers = {
  platform: "browser",
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  minify: true,
  charset: "utf8",
  jsx: "automatic",
  loader: { ".svg": "dataurl", ".woff2": "dataurl", ".png": "dataurl" },
  define: { "process.env.NODE_ENV": '"production"' },
};

const common = { bundle: true, logLevel: "warning", absWorkingDir: repoFolder, legalComments: "none" };

try {
  await Promise.all([
    build({ ...common, ...forElectron, entryPoints: ["main/main.ts", "main/preload.ts"], outdir: join(outFolder, "main") }),
    build({
      ...common,
      ...forBrowsers,
      stdin: { contents: 'import "./viewer.ts";\nimport "./viewer.css";', resolveDir: join(repoFolder, "renderer", "viewer") },
      outfile: join(outFolder, "viewer", "viewer.js"), // and viewer.css beside it
    }),
  ]);
} catch {
  process.exitCode = 1; // esbuild has printed what is wrong.
}
