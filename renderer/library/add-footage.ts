// Bringing footage in: chosen folders, dropped folders and files, the sample case. Each starts a job; how it goes is in
// the jobs tray, and what cannot be read in the list of problems. A refusal to start is kept here until it is read.

import i18next from "i18next";
import { create } from "zustand";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { FileFilter } from "../../contract/file-filter.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { useIntakeOffer } from "../intake/intake-offer-store.ts";
import { useShell } from "../app/shell-store.ts";

export interface ImportedList {
  readonly added: number;
  readonly updated: number;
  /** Rows of the list that could not be read in full, counted as the file counts them. */
  readonly problemRows: readonly number[];
}

interface IntakeState {
  readonly error: ErrorFacts | null;
  readonly imported: ImportedList | null;
  dismiss(): void;
}

/** Why the last attempt to bring something in did not start, or what the last camera list brought. */
export const useIntake = create<IntakeState>((set) => ({
  error: null,
  imported: null,
  dismiss: () => set({ error: null, imported: null }),
}));

async function start(act: () => Promise<unknown>): Promise<void> {
  useIntake.getState().dismiss();
  try {
    await withActor(act);
  } catch (error) {
    const facts = factsFromError(error);
    if (facts.code !== "cancelled") useIntake.setState({ error: facts });
  }
}

/** `folders`: those of the paths that are folders; each is offered an intake sheet. */
export async function addPaths(paths: readonly string[], folders: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await start(async () => {
    await call("index.start", { paths: [...paths] });
    useIntakeOffer.getState().offer(folders);
  });
}

export async function chooseFootage(): Promise<void> {
  const folders = await window.quayline.chooseFolders(i18next.t("window:library.chooseTitle"));
  await addPaths(folders, folders);
}

export async function openSample(): Promise<void> {
  await start(() => call("sample.open", { lang: i18next.language === "en" ? "en" : "zh-CN" }));
}

/** Imports a camera list (CSV or GeoJSON) that the person chooses. */
export async function importCameraList(): Promise<void> {
  const [path] = await window.quayline.chooseFiles(i18next.t("window:library.chooseCameraList"), ["csv", "geojson", "json"]);
  if (path === undefined) return;
  await start(async () => {
    const text = await window.quayline.readChosenText(path);
    const { added, updated, problems } = await call("cameras.import", { text, format: path.toLowerCase().endsWith("csv") ? "csv" : "geojson" });
    useIntake.setState({ imported: { added, updated, problemRows: [...new Set(problems.map((problem) => problem.row))] } });
  });
}

/** Which files have problems: of one camera, or (null) of the whole library; `behind`: only those behind a gap of that camera. */
export function openProblems(cameraId: string | null, behind: FileFilter["behind"] = null): void {
  useShell.getState().open({ kind: "problems", cameraId, behind });
}

/** The table of all files, narrowed at first. */
export function openFiles(filter: Partial<FileFilter>): void {
  useShell.getState().open({ kind: "files", filter });
}
