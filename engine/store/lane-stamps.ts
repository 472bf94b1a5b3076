// When something that a camera's lane is made of has changed: a number for each camera that only rises, kept with the rows
// themselves so that it cannot be forgotten by another process. It says that, never what.

import { prepared, type ReadDb, type WriteDb } from "./connection.ts";

/** To be called in the transaction that changes coverage, damage or clock of a camera; files have triggers. */
export function stampLane(db: WriteDb, cameraId: string): void {
  prepared(db, "INSERT INTO lane_stamps (camera_id, stamp) VALUES (?, 1) ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1").run(cameraId);
}

/** The stamps as this connection sees them; asked for again only where another connection has written since. */
export class LaneStamps {
  readonly #db: ReadDb;
  #version: unknown = null;
  #stamps = new Map<string, number>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  refresh(): void {
    // Changes with every commit of another connection, and costs microseconds.
    const version = prepared(this.#db, "PRAGMA data_version").pluck().get();
    if (version === this.#version) return;
    const rows = prepared(this.#db, "SELECT camera_id, stamp FROM lane_stamps").raw().all() as [string, number][];
    this.#stamps = new Map(rows);
    this.#version = version;
  }

  /** 0 for a camera that nothing was ever recorded of. */
  of(cameraId: string): number {
    return this.#stamps.get(cameraId) ?? 0;
  }
}
