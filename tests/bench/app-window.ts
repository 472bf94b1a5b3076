// Opens the real app on a library for a benchmark, in the Electron and on the display that scripts/bench.mjs prepared.
// Watches nothing of what goes wrong inside: that is the end-to-end tests' work (tests/e2e/launch.ts).

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";

const repoFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface AppWindow {
  readonly electronApp: ElectronApplication;
  readonly page: Page;
  close(): Promise<void>;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set: run this by "npm run bench".`);
  return value;
}

/** The app on a library, in a profile of its own. Close it when done. */
export async function openAppWindow(libraryPath: string, lang: "en" | "zh-CN" = "en"): Promise<AppWindow> {
  const profilePath = await mkdtemp(join(tmpdir(), "quayline-bench-profile-"));
  const environment = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== "ELECTRON_RUN_AS_NODE"));
  const switches = required("QUAYLINE_TEST_ELECTRON_SWITCHES").split(" ");
  const electronApp = await _electron.launch({
    executablePath: required("QUAYLINE_TEST_ELECTRON"), cwd: repoFolder, env: environment,
    args: [...switches, `--user-data-dir=${profilePath}`, ".", "--library", libraryPath, "--lang", lang],
  });
  const page = await electronApp.firstWindow();
  return {
    electronApp, page,
    close: async () => {
      await electronApp.close();
      await rm(profilePath, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
