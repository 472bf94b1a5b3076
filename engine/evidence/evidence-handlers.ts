// Requests about evidence: exporting a bundle, verifying one, reading the custody log, and how this machine stands.

import { basename } from "node:path";
import { AppError } from "../../contract/errors.ts";
import type { CustodyEntry } from "../../contract/model.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { readCaseFile } from "../cases/case-file.ts";
import { checkMachine } from "../doctor.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listCustody, type CustodyRow } from "../store/custody.ts";
import { verifyChain } from "./custody-chain.ts";
import { exportBundle } from "./export-bundle.ts";
import { verifyBundle } from "./verify-bundle.ts";

interface HashedEntry {
  readonly seq: number; readonly ts: number;
  readonly actor: { readonly name: string };
  readonly action: string;
  readonly object: CustodyEntry["object"]; readonly details: CustodyEntry["details"];
  readonly case_id: number | null;
  readonly prev: string;
}

/** What is shown is what was hashed: the columns beside it are for searching. */
function entryFromRow(row: CustodyRow): CustodyEntry {
  const hashed = JSON.parse(row.entry) as HashedEntry;
  return {
    seq: hashed.seq, atMs: hashed.ts, actor: hashed.actor.name, action: hashed.action, object: hashed.object, details: hashed.details,
    caseId: hashed.case_id, prev: hashed.prev, hash: row.hash,
  };
}

/** A case's list is searched by column, so an entry whose columns say something else than what was hashed is broken too. */
function hasTrueColumns(row: CustodyRow): boolean {
  const shown = entryFromRow(row);
  return shown.seq === row.seq && shown.atMs === row.atMs && shown.actor === row.actor && shown.action === row.action && shown.caseId === row.caseId && shown.prev === row.prev;
}

function entryOrNull(row: CustodyRow): object | null {
  try {
    return hasTrueColumns(row) ? { ...(JSON.parse(row.entry) as object), hash: row.hash } : null;
  } catch {
    return null;
  }
}

function verifyLog(rows: readonly CustodyRow[]): OutputOf<"custody.verify"> {
  const report = verifyChain(rows.map(entryOrNull));
  return { ok: report.ok, entries: report.entries, head: report.head, firstBroken: report.firstBroken };
}

export function evidenceHandlers(context: EngineContext): SomeHandlers<"bundle.export" | "bundle.verify" | "custody.list" | "custody.verify" | "doctor.read"> {
  const { store, jobs } = context;
  return {
    "bundle.export": async (request) => {
      context.requireActor();
      store.requireWritable();
      const caseFile = readCaseFile(store.db, request.caseId);
      if (caseFile.pins.length === 0) throw new AppError("case-has-no-pins", { number: caseFile.number });
      return { jobId: await jobs.start("export", request.caseId, (handle) => exportBundle(context, handle, request)) };
    },
    "bundle.verify": async ({ path, passphrase }) => ({
      jobId: await jobs.start("verify", null, async (handle) => {
        const result = await verifyBundle(path, { signal: handle.signal, onProgress: handle.report, ...(passphrase === null ? {} : { passphrase }) });
        // A look at a bundle is an act worth keeping; a library that is only read, or that nobody has signed for, keeps none.
        if (store.isWritable && context.currentActor() !== null) {
          await context.write("custody.append", {
            action: "bundle.verify", caseId: null, object: { type: "bundle", id: basename(path), sha256: result.tagmanifestSha256 },
            details: { ok: result.ok, files: result.files, failed: result.failed.length, custodyOk: result.custody.ok },
          });
          context.changed("custody");
        }
        return { bundle: path, ...result };
      }),
    }),
    "custody.list": ({ caseId }) => listCustody(store.db, caseId).map(entryFromRow),
    "custody.verify": () => verifyLog(listCustody(store.db, null)),
    "doctor.read": async () => ({ checks: await checkMachine(store.libraryPath) }),
  };
}
