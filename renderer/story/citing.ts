// Citing in a text, without the screen: what of a case can be cited, and which citation is being typed at the caret. How the text is
// shown with its citations is story.tsx's.

import type { Observation } from "../../contract/model.ts";
import type { CaseView, Citation, Fact } from "../../contract/reconstruction.ts";
import type { TrueMs } from "../../contract/time.ts";

export interface Citable {
  /** As it stands in the text: `[[pin:12]]`. */
  readonly token: string;
  readonly kind: Exclude<Citation["kind"], "subject">;
  readonly title: string;
  readonly atMs: TrueMs | null;
  /** Of an observation: what tells it from the others of its exhibit. */
  readonly seen?: Pick<Observation, "state" | "count">;
}

/** Everything of the case that a text can cite, in order of true time; what has no time comes last. */
export function citablesOf({ pins, observations, statements, exhibits }: CaseView, facts: readonly Fact[]): Citable[] {
  const nameOf = new Map(exhibits.map(({ exhibitId, name }) => [exhibitId, name]));
  const all: Citable[] = [
    ...pins.map((pin) => ({ token: `[[pin:${pin.pinId}]]`, kind: "pin" as const, title: pin.title, atMs: pin.startMs })),
    ...observations.map((o) => ({ token: `[[observation:${o.firstId}]]`, kind: "observation" as const, title: [nameOf.get(o.exhibitId), o.note].filter((part) => part != null).join(" · "), atMs: o.atMs, seen: { state: o.state, count: o.count } })),
    ...statements.map((s) => ({ token: `[[statement:${s.statementId}]]`, kind: "statement" as const, title: `${s.speaker} · ${s.text}`, atMs: s.fromMs })),
    ...facts.map((f) => ({ token: `[[fact:${f.factId}]]`, kind: "fact" as const, title: f.text, atMs: f.fromMs })),
    ...exhibits.map((e) => ({ token: `[[exhibit:${e.exhibitId}]]`, kind: "exhibit" as const, title: e.name, atMs: null })),
  ];
  return all.sort((a, b) => (a.atMs ?? Infinity) - (b.atMs ?? Infinity) || 0);
}

/** The citation that is being typed before the caret: where its `[[` stands and what follows it; null where none is. */
export function openCitation(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const from = text.lastIndexOf("[[", caret - 1);
  if (from < 0 || from + 2 > caret) return null;
  const query = text.slice(from + 2, caret);
  return /[\]\n]/.test(query) ? null : { from, query };
}

/** Those whose title or token has every word that was typed. */
export function fitting(citables: readonly Citable[], query: string): Citable[] {
  const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter((word) => word !== "");
  return citables.filter(({ token, title }) => words.every((word) => `${token} ${title}`.normalize("NFKC").toLowerCase().includes(word)));
}

/** The text with the token in place of what was typed from `from` to the caret, and where the caret then stands. */
export function withCitation(text: string, from: number, caret: number, token: string): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, from) + token + text.slice(caret), caret: from + token.length };
}
