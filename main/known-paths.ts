// Which paths the window may ask the system to show, open or read: those a person chose in this session, those that a
// job's result named, and what lies in the library and its exports. The window itself is not believed.

import { realpath, stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { isBelow, pathsIn } from "./path-checks.ts";

/** What the system's program may be started with: documents of ours, never a program. */
const DOCUMENTS = new Set([".html", ".pdf", ".docx", ".csv", ".txt", ".json"]);

export class KnownPaths {
  readonly #chosen = new Set<string>();
  readonly #named = new Set<string>();

  addChosen(paths: readonly string[]): void {
    for (const path of paths) this.#chosen.add(resolve(path));
  }

  /** Every absolute path in what the engine answered. */
  addNamedBy(answer: unknown): void {
    for (const path of pathsIn(answer)) this.#named.add(resolve(path));
  }

  isChosen(path: string): boolean {
    return this.#chosen.has(resolve(path));
  }

  /** The path without links, where the window may have it shown; null where it may not, or where there is nothing. */
  async showable(path: string): Promise<string | null> {
    const known = [...this.#chosen, ...this.#named];
    if (!known.some((place) => isIn(place, resolve(path)))) return null;
    const real = await realpath(path).catch(() => null);
    if (real === null) return null;
    // A known folder may itself be reached by a link (/tmp on macOS); a link that leads out of it leads nowhere.
    const realPlaces = await Promise.all(known.map((place) => realpath(place).catch(() => place)));
    return realPlaces.some((place) => isIn(place, real)) ? real : null;
  }

  /** As above, and only a folder or a document: opening a program would run it. */
  async openable(path: string): Promise<string | null> {
    const real = await this.showable(path);
    if (real === null) return null;
    const found = await stat(real);
    const isFolder = found.isDirectory() && extname(real).toLowerCase() !== ".app";
    return isFolder || (found.isFile() && DOCUMENTS.has(extname(real).toLowerCase())) ? real : null;
  }
}

/** The place itself, or something inside of it (the index.html of an exported bundle). */
const isIn = (place: string, path: string): boolean => path === place || isBelow(place, path);
