// Requests about the case timeline and what stands on it beside footage: facts, assumptions, events, and tables of them.

import { createHash } from "node:crypto";
import type { FactTable, FactTableInput } from "../../contract/fact-table.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listCameras } from "../store/cameras.ts";
import { requireCase } from "../store/cases.ts";
import { listExhibits } from "../store/exhibits.ts";
import { listFacts, requireFact, type FactFile } from "../store/facts.ts";
import { listSubjects } from "../store/statements.ts";
import { readCaseEvents } from "./case-events.ts";
import { requireOrder } from "./case-handlers.ts";
import { readFactTable } from "./fact-table.ts";
import { timelineTable } from "./timeline-table.ts";

type FactMethods = "facts.list" | "facts.add" | "facts.update" | "facts.remove" | "facts.restore";
type TableMethods = "facts.preview" | "facts.import" | "facts.export" | "events.read";

function factHandlers(context: EngineContext): SomeHandlers<FactMethods> {
  const { store } = context;
  const told = (factId: number) => {
    context.changed("cases", "facts", "custody");
    return requireFact(store.db, factId);
  };
  return {
    "facts.list": ({ caseId }) => {
      requireCase(store.db, caseId);
      return { caseId, facts: listFacts(store.db, caseId) };
    },
    "facts.add": async ({ caseId, ...fact }) => {
      requireOrder(fact.fromMs, fact.toMs, "toMs");
      return told((await context.write("facts.add", { caseId, fact })).factId);
    },
    "facts.update": async ({ factId, ...fact }) => {
      requireOrder(fact.fromMs, fact.toMs, "toMs");
      await context.write("facts.update", { factId, fact });
      return told(factId);
    },
    "facts.remove": async (input) => {
      await context.write("facts.remove", input);
      context.changed("cases", "facts", "custody");
      return {};
    },
    "facts.restore": async (input) => {
      await context.write("facts.restore", input);
      return told(input.factId);
    },
  };
}

/** What the log says of the file that a table came in. */
function fileOf({ text, bytes }: FactTableInput, name: string | null): FactFile | null {
  const content = bytes ?? Buffer.from(text ?? "", "utf8");
  return name === null ? null : { name, sha256: createHash("sha256").update(content).digest("hex"), sizeBytes: content.length };
}

/** The rows that are entered: those that are right, and not on the case already unless that is wanted. */
function enteredRows(rows: FactTable["rows"], keepSame: boolean): FactTable["rows"] {
  return rows.filter(({ fact, sameAs }) => fact !== null && (keepSame || sameAs?.factId == null));
}

export function eventHandlers(context: EngineContext): SomeHandlers<FactMethods | TableMethods> {
  const { store } = context;
  return {
    ...factHandlers(context),
    "facts.preview": ({ caseId, ...table }) => {
      if (caseId !== null) requireCase(store.db, caseId);
      return readFactTable(table, store.timezone, caseId === null ? [] : listFacts(store.db, caseId));
    },
    "facts.import": async ({ caseId, onlyWhole, keepSame, fileName, ...table }) => {
      requireCase(store.db, caseId);
      const { rows } = readFactTable(table, store.timezone, listFacts(store.db, caseId));
      const problems = rows.flatMap(({ row, problems: found }) => found.map((problem) => ({ row, ...problem })));
      const entered = onlyWhole && problems.length > 0 ? [] : enteredRows(rows, keepSame);
      const { factIds } = await context.write("facts.import", { caseId, facts: entered.flatMap(({ fact }) => fact ?? []), file: fileOf(table, fileName) });
      context.changed("cases", "facts", "custody");
      const same = keepSame ? [] : rows.flatMap(({ row, sameAs }) => (sameAs?.factId == null ? [] : [{ row, factId: sameAs.factId }]));
      return { factIds, problems, same };
    },
    "facts.export": ({ caseId }) => {
      const { db, timezone } = store;
      const events = readCaseEvents(db, caseId);
      const cameras = new Map(listCameras(db).map(({ cameraId, name }) => [cameraId, name]));
      const exhibits = new Map(listExhibits(db, caseId).map(({ exhibitId, name }) => [exhibitId, name]));
      const subjects = new Map(listSubjects(db, caseId).map(({ subjectId, label }) => [subjectId, label]));
      return { text: timelineTable(events, { cameras, exhibits, subjects }, timezone) };
    },
    "events.read": ({ caseId, withFacts }) => ({ events: readCaseEvents(store.db, caseId, withFacts) }),
  };
}
