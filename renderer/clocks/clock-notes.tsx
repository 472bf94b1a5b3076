// What the open case has in writing of this camera, beside its frame: an officer's note of what the recorder showed when it was
// truly something else is read here and typed there. It proposes nothing by itself.

import { useCaseFacts } from "../case/open-case.ts";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { factsNaming } from "./facts-naming.ts";
import css from "./clock-dialog.module.css";

export function ClockNotes({ cameraId, name }: { readonly cameraId: string; readonly name: string }) {
  const { t } = useWords();
  const facts = factsNaming(useCaseFacts(useView((s) => s.caseId)) ?? [], [cameraId, name]);
  if (facts.length === 0) return null;
  return (
    <section className={css["notes"]} data-testid="clock-notes" aria-label={t("clock.notes")}>
      <h3>{t("clock.notes")}</h3>
      {facts.map(({ factId, text, source }) => <p key={factId}>{text}{source !== null && <small> {source}</small>}</p>)}
    </section>
  );
}
