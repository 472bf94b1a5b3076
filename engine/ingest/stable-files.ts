// Which files of a watched folder have stopped growing. Told what each look at the folder sees; keeps no time of its own and
// touches no disk. What the library has already is not kept here, so that a long watch stays small.

export interface Sight { readonly sizeBytes: number; readonly mtimeMs: number }

interface Sighting extends Sight {
  /** Since when it has looked like this. */
  sinceMs: number;
  lookNo: number;
  /** It was handed over as it is: it comes again only when it changes. */
  isTaken: boolean;
}

export class StableFiles {
  readonly #settleMs: number;
  readonly #sightings = new Map<string, Sighting>();
  #lookNo = 0;

  /** @param settleMs how long a file must look the same, seen at least twice */
  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Files that were seen and are not whole yet. */
  get waiting(): readonly string[] {
    return [...this.#sightings].filter(([, sighting]) => !sighting.isTaken).map(([path]) => path);
  }

  get waitingCount(): number {
    let count = 0;
    for (const { isTaken } of this.#sightings.values()) if (!isTaken) count++;
    return count;
  }

  /** A file as it looks now. True, once: it has looked like this for long enough and can be taken. */
  see(path: string, { sizeBytes, mtimeMs }: Sight, nowMs: number): boolean {
    const former = this.#sightings.get(path);
    if (former === undefined || former.sizeBytes !== sizeBytes || former.mtimeMs !== mtimeMs) {
      this.#sightings.set(path, { sizeBytes, mtimeMs, sinceMs: nowMs, lookNo: this.#lookNo, isTaken: false });
      return false;
    }
    former.lookNo = this.#lookNo;
    if (former.isTaken || nowMs - former.sinceMs < this.#settleMs) return false;
    former.isTaken = true;
    return true;
  }

  /** The library has it as it is: nothing is left to wait for. */
  forget(path: string): void {
    this.#sightings.delete(path);
  }

  /** A whole look at the folders has ended: what was not seen in it is not there any more. */
  endLook(): void {
    for (const [path, { lookNo }] of this.#sightings) if (lookNo !== this.#lookNo) this.#sightings.delete(path);
    this.#lookNo++;
  }
}
