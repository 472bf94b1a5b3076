// What can be done about where footage lies: watch a folder, stop that, say that a folder is somewhere else now. Each in the name of
// whoever sits here; how it goes is in the lists and in the jobs.

import i18next from "i18next";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";

export async function watchFolder(path: string): Promise<void> {
  await withActor(() => call("watches.add", { path }));
}

/** Folders that the person chooses. */
export async function watchChosenFolders(): Promise<void> {
  for (const path of await window.quayline.chooseFolders(i18next.t("window:roots.watchTitle"))) await watchFolder(path);
}

export async function stopWatching(watchId: number): Promise<void> {
  await withActor(() => call("watches.remove", { watchId }));
}

/** Answers the job that compares and moves; null where nothing was chosen. */
export async function chooseNewPlace(path: string, isWhole: boolean): Promise<number | null> {
  const [to] = await window.quayline.chooseFolders(i18next.t("window:roots.moveTitle", { path }));
  return to === undefined ? null : (await withActor(() => call("roots.move", { from: path, to, whole: isWhole }))).jobId;
}
