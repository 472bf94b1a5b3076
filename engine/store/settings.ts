// The library's few settings: its zone, who acts in the window, how much room copies may take.

import { actor as actorSchema, type Actor } from "../../contract/model.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { DEFAULT_PREVIEW_SETTINGS, previewSettings, type PreviewSettings } from "../../contract/previews.ts";
import type { WriteContext } from "./write-context.ts";

function readSetting(db: ReadDb, key: string): string | null {
  return (prepared(db, "SELECT value FROM settings WHERE key = ?").pluck().get(key) as string | undefined) ?? null;
}

export function readTimezone(db: ReadDb): string {
  return readSetting(db, "timezone") ?? "Asia/Shanghai";
}

export function readActor(db: ReadDb): Actor | null {
  const text = readSetting(db, "actor");
  return text === null ? null : actorSchema.parse(JSON.parse(text));
}

/** Under which patterns of its own the library's names were read; empty: none. */
export function readPatternsDigest(db: ReadDb): string {
  return readSetting(db, "patterns-digest") ?? "";
}

export function readPreviewSettings(db: ReadDb): PreviewSettings {
  const text = readSetting(db, "previews");
  return text === null ? DEFAULT_PREVIEW_SETTINGS : previewSettings.parse(JSON.parse(text));
}

/** Unless a person says otherwise: some two hundred hours of small pictures, or ten of large ones. */
const PROXY_LIMIT_BYTES = 20 * 10 ** 9;

/** How much room playable copies may take. */
export function readProxyLimitBytes(db: ReadDb): number {
  return Number(readSetting(db, "proxy-limit-bytes") ?? PROXY_LIMIT_BYTES);
}

export const settingWrites = {
  "settings.setPreviews": (context: WriteContext, input: PreviewSettings): void => {
    prepared(context.db, "INSERT INTO settings (key, value) VALUES ('previews', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .run(JSON.stringify(input));
  },
  "settings.setActor": (context: WriteContext, input: Actor): void => {
    prepared(context.db, "INSERT INTO settings (key, value) VALUES ('actor', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .run(JSON.stringify(input));
  },
  "settings.setProxyLimit": (context: WriteContext, { limitBytes }: { limitBytes: number }): void => {
    prepared(context.db, "INSERT INTO settings (key, value) VALUES ('proxy-limit-bytes', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(String(limitBytes));
  },
  "library.logInit": (context: WriteContext, input: { timezone: string }): void => {
    context.log({ action: "library.init", object: { type: "library", id: null, sha256: null }, details: { timezone: input.timezone }, caseId: null });
  },
  /** Logs an act that changes no row of ours: an export, a verification, a look at the log. */
  "custody.append": (context: WriteContext, input: { action: string; object: { type: string; id: string | null; sha256: string | null }; details: Record<string, unknown>; caseId: number | null }): void => {
    context.log(input);
  },
};
