// Which person or vehicle a text of the investigator's means: labels and plates, as written, nothing guessed.

import type { Subject } from "../../contract/reconstruction.ts";

/** One form of what people type in several: width, case and spaces do not tell labels apart. */
export function normalLabel(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

const namesOf = ({ label, plate }: Subject): string[] => [label, plate].filter((name) => name !== null).map(normalLabel);

/** The subjects whose label or plate stands anywhere in some texts: how a pin names people, by its title and tags. */
export function subjectsIn(subjects: readonly Subject[], texts: readonly string[]): Subject[] {
  const normal = texts.map(normalLabel);
  return subjects.filter((subject) => namesOf(subject).some((name) => name !== "" && normal.some((text) => text.includes(name))));
}

/**
 * The subject that a text names, by its label or its plate; a vehicle also by what begins with its label, so that
 * "taxi's boot" is part of "taxi". Null where none or nothing is named.
 */
export function subjectOf(subjects: readonly Subject[], text: string | null): Subject | null {
  if (text === null) return null;
  const wanted = normalLabel(text);
  const exact = subjects.find((subject) => namesOf(subject).includes(wanted));
  if (exact !== undefined) return exact;
  const whole = subjects.filter((subject) => subject.kind === "vehicle" && namesOf(subject).some((name) => name !== "" && wanted.startsWith(name)));
  // The longest label is the most particular one: "taxi 2" before "taxi".
  return whole.sort((a, b) => b.label.length - a.label.length)[0] ?? null;
}
