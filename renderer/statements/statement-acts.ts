// What is done to statements: each act asks who acts and calls the engine, which remembers how it is undone.

import type { InputOf } from "../../contract/methods.ts";
import type { Statement } from "../../contract/reconstruction.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { tellDone } from "../history/change-history.ts";

export type StatementTexts = Omit<InputOf<"statements.add">, "caseId">;

/** Adds a statement, or changes `before`. @throws what the engine refuses with */
export async function saveStatement(caseId: number, before: Statement | null, texts: StatementTexts): Promise<void> {
  await withActor(() => before === null ? call("statements.add", { ...texts, caseId }) : call("statements.update", { ...texts, statementId: before.statementId }));
}

export async function assessStatement(input: InputOf<"statements.assess">): Promise<void> {
  await withActor(() => call("statements.assess", input));
}

export async function removeStatement({ statementId, speaker, caseId }: Statement): Promise<void> {
  await withActor(() => call("statements.remove", { statementId }));
  tellDone("statement-removed", speaker, caseId);
}
