// Who may import whom: the table of docs/architecture.md, read from the imports of every source file. Not a style
// check; it keeps the engine free of Electron and React, and the window free of Node.

import { readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

type Layer = "contract" | "engine" | "cli" | "main" | "renderer" | "locales";

interface Rule {
  /** Sources of this checkout that the layer may import, as beginnings of their paths. */
  readonly sources: readonly string[];
  readonly nodeModules: boolean;
  readonly electron: boolean;
}

const RULES: Record<Layer, Rule> = {
  contract: { sources: ["contract/"], nodeModules: false, electron: false },
  engine: { sources: ["contract/", "engine/", "resources/locales/"], nodeModules: true, electron: false },
  cli: { sources: ["contract/", "engine/engine.ts", "cli/", "resources/locales/"], nodeModules: true, electron: false },
  main: { sources: ["contract/", "main/", "resources/locales/"], nodeModules: true, electron: true },
  renderer: { sources: ["contract/", "renderer/", "resources/locales/"], nodeModules: false, electron: false },
  locales: { sources: ["contract/", "resources/locales/"], nodeModules: false, electron: false },
};

const LAYER_FOLDERS: Record<Layer, string> = {
  contract: "contract",
  engine: "engine",
  cli: "cli",
  main: "main",
  renderer: "renderer",
  locales: "resources/locales",
};

/** Packages that belong to one place: `[package, the only paths that may import it, why]`. */
const PACKAGE_HOMES: readonly (readonly [string, RegExp, string])[] = [
  ["fluent-ffmpeg", /^engine\/media\/ffmpeg\.ts$/, "engine/media/ffmpeg.ts is the only file that knows it"],
  ["better-sqlite3", /^engine\/store\//, "all SQL is in engine/store/"],
  ["react", /^renderer\//, "only the window is made with React"],
  ["react-dom", /^renderer\//, "only the window is made with React"],
  ["zustand", /^renderer\//, "view state belongs to the window"],
  ["video.js", /^renderer\//, "only the window plays video"],
];

/** Hosts run the engine; everybody else reaches it through a host. */
const ENGINE_HOSTS = /^(engine\/(engine|host)[\w-]*\.ts|cli\/)/;

interface Import {
  readonly from: string;
  readonly to: string;
}

const BUILTINS = new Set(builtinModules);

describe("architecture", () => {
  it("lets every file import only what its layer may know", () => {
    const offences = allImports().flatMap(describeOffence);
    expect(offences, offences.join("\n")).toEqual([]);
  });

  it("reads the imports of every layer, so that an empty folder or a renamed one cannot pass unnoticed", () => {
    const layers = new Set(allImports().map(({ from }) => layerOf(from)));
    expect([...layers].sort()).toEqual(Object.keys(RULES).sort());
  });

  it.each<[string, string, string | null]>([
    ["renderer/app/app.tsx", "node:fs", "renderer/app/app.tsx imports node:fs, but renderer may not use Node's modules."],
    ["renderer/app/app.tsx", "engine/engine.ts", "renderer/app/app.tsx imports engine/engine.ts, but renderer may only import contract/, renderer/, resources/locales/."],
    ["engine/jobs.ts", "electron", "engine/jobs.ts imports electron, but only main/ may."],
    ["engine/store/files.ts", "engine/jobs.ts", "engine/store/files.ts imports engine/jobs.ts, but store/ imports none of its siblings: it holds SQL and nothing that uses it."],
    ["engine/media/proxy.ts", "fluent-ffmpeg", "engine/media/proxy.ts imports fluent-ffmpeg, but engine/media/ffmpeg.ts is the only file that knows it."],
    ["engine/cases/pins.ts", "engine/engine.ts", "engine/cases/pins.ts imports engine/engine.ts, but only the hosts run the engine."],
    ["cli/quayline.ts", "engine/store/store.ts", "cli/quayline.ts imports engine/store/store.ts, but cli may only import contract/, engine/engine.ts, cli/, resources/locales/."],
    ["contract/time.ts", "node:crypto", "contract/time.ts imports node:crypto, but contract may not use Node's modules."],
    ["main/main.ts", "engine/host.ts", "main/main.ts imports engine/host.ts, but main may only import contract/, main/, resources/locales/."],
    ["renderer/viewer/viewer.ts", "renderer/engine/engine-client.ts", "renderer/viewer/viewer.ts imports renderer/engine/engine-client.ts, but the viewer has no engine to talk to: it shares only pure code and tokens."],
    ["engine/store/files.ts", "contract/model.ts", null],
    ["cli/quayline.ts", "engine/engine.ts", null],
    ["main/main.ts", "electron", null],
    ["contract/methods.ts", "zod", null],
  ])("judges %s importing %s", (from, to, sentence) => {
    expect(describeOffence({ from, to })).toEqual(sentence === null ? [] : [sentence]);
  });
});

/** A sentence for an import that is not allowed; none for one that is. */
function describeOffence({ from, to }: Import): readonly string[] {
  const because = (reason: string): readonly string[] => [`${from} imports ${to}, but ${reason}.`];
  const layer = layerOf(from);
  if (layer === null) return [];
  const rule = RULES[layer];
  if (to === "electron" || to.startsWith("electron/")) return rule.electron ? [] : because("only main/ may");
  if (isNodeModule(to)) return rule.nodeModules ? [] : because(`${layer} may not use Node's modules`);
  if (!isSource(to)) {
    const home = PACKAGE_HOMES.find(([name]) => to === name || to.startsWith(`${name}/`));
    return home === undefined || home[1].test(from) ? [] : because(home[2]);
  }
  if (!rule.sources.some((allowed) => to.startsWith(allowed))) return because(`${layer} may only import ${rule.sources.join(", ")}`);
  if (from.startsWith("engine/store/") && to.startsWith("engine/") && !to.startsWith("engine/store/")) {
    return because("store/ imports none of its siblings: it holds SQL and nothing that uses it");
  }
  if (to === "engine/engine.ts" && !ENGINE_HOSTS.test(from)) return because("only the hosts run the engine");
  if (from.startsWith("renderer/viewer/") && /^renderer\/(engine|state|app)\//.test(to)) {
    return because("the viewer has no engine to talk to: it shares only pure code and tokens");
  }
  return [];
}

function layerOf(path: string): Layer | null {
  const layers = Object.keys(LAYER_FOLDERS) as Layer[];
  return layers.find((layer) => path.startsWith(`${LAYER_FOLDERS[layer]}/`)) ?? null;
}

function isNodeModule(target: string): boolean {
  return target.startsWith("node:") || BUILTINS.has(target.split("/")[0] ?? "");
}

function isSource(target: string): boolean {
  return Object.values(LAYER_FOLDERS).some((folder) => target.startsWith(`${folder}/`)) || /^(resources|tests|scripts)\//.test(target);
}

function allImports(): readonly Import[] {
  return Object.values(LAYER_FOLDERS).flatMap((folder) => sourceFiles(folder).flatMap(importsOf));
}

function sourceFiles(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

function importsOf(from: string): readonly Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, from), "utf8"), true, true);
  return importedFiles.map(({ fileName }) => ({ from, to: resolveTarget(from, fileName) }));
}

/** A path from the checkout's folder for a relative import; the name itself for a package. */
function resolveTarget(from: string, target: string): string {
  if (!target.startsWith(".")) return target;
  return relative(root, join(root, dirname(from), target)).replaceAll("\\", "/");
}
