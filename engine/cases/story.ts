// What the story cites: tokens such as [[pin:12]] in its text, and what each stands for now. The text itself is kept as it
// was written; times are never part of it.

import type { Case } from "../../contract/model.ts";
import type { CaseFile, Citation } from "../../contract/reconstruction.ts";
import { citationKind } from "../../contract/reconstruction.ts";

const TOKEN = new RegExp(`\\[\\[(${citationKind.options.join("|")}):(\\d{1,15})\\]\\]`, "g");

type Parts = Omit<CaseFile, "story" | keyof Case>;
type Found = Omit<Citation, "token" | "kind" | "citedId">;

const NOTHING: Found = { title: null, startMs: null, endMs: null, uncertaintyMs: null, cameraId: null };

/** An observation is cited by any of its revisions; what holds now is told. */
function observationFound(parts: Parts, firstId: number | null): Found {
  const observation = parts.observations.find((o) => o.firstId === firstId);
  if (observation === undefined) return NOTHING;
  const exhibit = parts.exhibits.find((e) => e.exhibitId === observation.exhibitId);
  return { title: exhibit?.name ?? null, startMs: observation.atMs, endMs: observation.toMs, uncertaintyMs: observation.uncertaintyMs, cameraId: observation.cameraId };
}

function find(parts: Parts, kind: Citation["kind"], citedId: number, firstIdOf: (observationId: number) => number | null): Found {
  switch (kind) {
    case "pin": {
      const pin = parts.pins.find((p) => p.pinId === citedId);
      return pin === undefined ? NOTHING : { title: pin.title, startMs: pin.startMs, endMs: pin.endMs, uncertaintyMs: pin.uncertaintyMs, cameraId: pin.cameraId };
    }
    case "observation": return observationFound(parts, firstIdOf(citedId));
    case "statement": {
      const statement = parts.statements.find((s) => s.statementId === citedId);
      return statement === undefined ? NOTHING : { ...NOTHING, title: statement.speaker, startMs: statement.fromMs, endMs: statement.toMs };
    }
    case "fact": {
      const fact = parts.facts.find((f) => f.factId === citedId);
      return fact === undefined ? NOTHING : { ...NOTHING, title: fact.text, startMs: fact.fromMs, endMs: fact.toMs, uncertaintyMs: fact.uncertaintyMs, cameraId: fact.cameraId };
    }
    case "exhibit": return { ...NOTHING, title: parts.exhibits.find((e) => e.exhibitId === citedId)?.name ?? null };
    case "subject": return { ...NOTHING, title: parts.subjects.find((s) => s.subjectId === citedId)?.label ?? null };
  }
}

/** Every token of a text once, in the order of its first use, with what it stands for. */
export function citationsOf(text: string, parts: Parts, firstIdOf: (observationId: number) => number | null): Citation[] {
  const citations = new Map<string, Citation>();
  for (const [token, kindText, idText] of text.matchAll(TOKEN)) {
    if (citations.has(token)) continue;
    const kind = kindText as Citation["kind"];
    const citedId = Number(idText);
    if (citedId > 0) citations.set(token, { token, kind, citedId, ...find(parts, kind, citedId, firstIdOf) });
  }
  return [...citations.values()];
}
