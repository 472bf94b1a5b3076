// What the story cites: tokens such as [[pin:12]] in its text, and what each stands for now. The text itself is kept as it
// was written; times are never part of it.

import type { CaseView, Citation, Fact } from "../../contract/reconstruction.ts";
import { citationKind } from "../../contract/reconstruction.ts";

const TOKEN = new RegExp(`\\[\\[(${citationKind.options.join("|")}):(\\d{1,15})\\]\\]`, "g");

/** What can be cited. Facts are looked up: of ten thousand a story cites a few. */
interface Parts extends Pick<CaseView, "pins" | "exhibits" | "observations" | "statements" | "subjects"> {
  factOf(factId: number): Fact | null;
  /** Of a revision's observation; null: there is none of that id. */
  firstIdOf(observationId: number): number | null;
}
type Found = Omit<Citation, "token" | "kind" | "citedId">;

const NOTHING: Found = { title: null, startMs: null, endMs: null, uncertaintyMs: null, cameraId: null };

/** An observation is cited by any of its revisions; what holds now is told. */
function observationFound(parts: Parts, firstId: number | null): Found {
  const observation = parts.observations.find((o) => o.firstId === firstId);
  if (observation === undefined) return NOTHING;
  const exhibit = parts.exhibits.find((e) => e.exhibitId === observation.exhibitId);
  return { title: exhibit?.name ?? null, startMs: observation.atMs, endMs: observation.toMs, uncertaintyMs: observation.uncertaintyMs, cameraId: observation.cameraId };
}

function find(parts: Parts, kind: Citation["kind"], citedId: number): Found {
  switch (kind) {
    case "pin": {
      const pin = parts.pins.find((p) => p.pinId === citedId);
      return pin === undefined ? NOTHING : { title: pin.title, startMs: pin.startMs, endMs: pin.endMs, uncertaintyMs: pin.uncertaintyMs, cameraId: pin.cameraId };
    }
    case "observation": return observationFound(parts, parts.firstIdOf(citedId));
    case "statement": {
      const statement = parts.statements.find((s) => s.statementId === citedId);
      return statement === undefined ? NOTHING : { ...NOTHING, title: statement.speaker, startMs: statement.fromMs, endMs: statement.toMs };
    }
    case "fact": {
      const fact = parts.factOf(citedId);
      return fact === null ? NOTHING : { ...NOTHING, title: fact.text, startMs: fact.fromMs, endMs: fact.toMs, uncertaintyMs: fact.uncertaintyMs, cameraId: fact.cameraId };
    }
    case "exhibit": return { ...NOTHING, title: parts.exhibits.find((e) => e.exhibitId === citedId)?.name ?? null };
    case "subject": return { ...NOTHING, title: parts.subjects.find((s) => s.subjectId === citedId)?.label ?? null };
  }
}

/** Every token of a text once, in the order of its first use, with what it stands for. */
export function citationsOf(text: string, parts: Parts): Citation[] {
  const citations = new Map<string, Citation>();
  for (const [token, kindText, idText] of text.matchAll(TOKEN)) {
    if (citations.has(token)) continue;
    const kind = kindText as Citation["kind"];
    const citedId = Number(idText);
    if (citedId > 0) citations.set(token, { token, kind, citedId, ...find(parts, kind, citedId) });
  }
  return [...citations.values()];
}
