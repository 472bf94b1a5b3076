// What the footage is found to say of a statement: the finding, the pins that show it, a note. A later one replaces an
// earlier one and leaves it standing.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Pin } from "../../contract/model.ts";
import { finding as findings, type Finding, type Statement } from "../../contract/reconstruction.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { useScrollIntoView } from "../case/use-scroll-into-view.ts";
import { Button } from "../design/button.tsx";
import { CheckField, NoteField, SelectField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import { assessStatement } from "./statement-acts.ts";
import css from "./statements.module.css";

interface AssessFormProps {
  readonly statement: Statement;
  readonly pins: readonly Pin[];
  /** A pin that is taken to show it, beside those of the last finding. */
  readonly pinId: number | null;
  readonly onClose: () => void;
}

export function AssessForm({ statement, pins, pinId, onClose }: AssessFormProps) {
  const { t } = useWords();
  const [finding, setFinding] = useState<Finding | "none">(statement.finding ?? "none");
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set([...statement.pinIds, ...(pinId === null ? [] : [pinId])]));
  const [note, setNote] = useState(statement.note ?? "");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const words = useReconstructWords();
  const byTime = [...pins].sort((a, b) => a.startMs - b.startMs || a.pinId - b.pinId);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const save = (): void => {
    // A pin that has left the case cannot show anything in a new finding; the earlier one keeps it.
    const pinIds = pins.map((pin) => pin.pinId).filter((id) => chosen.has(id));
    assessStatement({ statementId: statement.statementId, finding: finding === "none" ? null : finding, pinIds, note: note.trim() || null })
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const choose = (id: number, isChosen: boolean): void => setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <form ref={formRef} className={css["form"]} data-testid="assess-form" aria-label={t("statements.assess")} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <SelectField label={t("statements.finding")} value={finding} onChange={setFinding} options={(["none", ...findings.options] as const).map((value) => ({ value, label: t(`common:finding.${value}`) }))} />
      <fieldset>
        <legend>{t("statements.pins")}</legend>
        {pins.length === 0 && <p className={css["meta"]}>{t("statements.noPins")}</p>}
        {byTime.map((pin) => <CheckField key={pin.pinId} label={`${words.time(pin.startMs)} · ${pin.title} · ${pin.cameraName}`} isChecked={chosen.has(pin.pinId)} onChange={(isChosen) => choose(pin.pinId, isChosen)} />)}
      </fieldset>
      <NoteField label={t("pins.note")} isOptional value={note} onChange={setNote} />
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" data-testid="assess-save">{t("words.save")}</Button>
      </footer>
    </form>
  );
}
