// A person or vehicle of the case, by the label and plate that the investigator gives: a new one, or one that is edited.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Subject } from "../../contract/reconstruction.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { saveSubject } from "./reconstruct-acts.ts";
import caseCss from "../case/case-panel.module.css";

interface SubjectFormProps {
  readonly caseId: number;
  /** Null writes a new one. */
  readonly before: Subject | null;
  readonly onClose: () => void;
}

export function SubjectForm({ caseId, before, onClose }: SubjectFormProps) {
  const { t } = useWords();
  const [label, setLabel] = useState(before?.label ?? "");
  const [plate, setPlate] = useState(before?.plate ?? "");
  const [kind, setKind] = useState<Subject["kind"]>(before?.kind ?? "person");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const save = (): void => {
    if (label.trim() === "") return;
    saveSubject(caseId, before, { kind, label: label.trim(), plate: plate.trim() || null, note: before?.note ?? null })
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const title = before === null ? t("access.add") : t("access.editThis", { name: before.label });
  return (
    <form className={caseCss["form"]} aria-label={title} data-testid="subject-form" onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <FieldRow>
        <TextField label={t("access.label")} placeholder={t("access.labelHint")} value={label} onChange={setLabel} autoFocus data-testid="subject-label" />
        <SelectField label={t("access.kind")} value={kind} onChange={setKind} options={(["person", "vehicle"] as const).map((value) => ({ value, label: t(`common:subject.${value}`) }))} />
      </FieldRow>
      {(kind === "vehicle" || plate !== "") && <TextField label={t("access.plate")} isOptional value={plate} onChange={setPlate} data-testid="subject-plate" />}
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={label.trim() === ""} data-testid="subject-save">{t("words.save")}</Button>
      </footer>
    </form>
  );
}
