// Who was near the exhibit inside its intervals of loss, each with what shows it; and the people and vehicles of the case, who are
// named by labels and plates alone.

import { useState } from "react";
import type { Access } from "../../contract/continuity.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { CaseFile } from "../../contract/reconstruction.ts";
import { goTo } from "../app/go-to.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { CONTINUITY_TOPICS } from "./exhibit-focus.ts";
import { addSubject, removeSubject } from "./reconstruct-acts.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

interface AccessPartProps { readonly file: CaseFile; readonly exhibit: Exhibit; readonly isWritable: boolean }

export function AccessPart({ file, exhibit, isWritable }: AccessPartProps) {
  const { t } = useWords();
  const found = useQuery("continuity.access", { caseId: file.caseId, exhibitId: exhibit.exhibitId }, { topics: CONTINUITY_TOPICS }).data ?? [];
  const [error, setError] = useState<ErrorFacts | null>(null);
  const tell = (work: Promise<void>): void => { work.then(() => setError(null), (thrown: unknown) => setError(factsFromError(thrown))); };
  return (
    <details className={css["part"]} open data-testid="access">
      <summary>{t("access.heading")}</summary>
      <p className={css["teach"]}>{found.length === 0 ? t("access.none") : t("access.teach")}</p>
      <ul>
        {found.map((one) => <AccessRow key={`${one.kind} ${one.label}`} access={one} file={file} {...(isWritable && one.subjectId === null ? { onList: () => tell(addSubject({ caseId: file.caseId, label: one.label })) } : {})} />)}
      </ul>
      {file.subjects.length > 0 && <p className={css["teach"]}>{t("access.list")}</p>}
      {file.subjects.map((subject) => (
        <div key={subject.subjectId} className={css["row"]}>
          <span className={css["grow"]}>{subject.label}{subject.plate !== null && ` · ${subject.plate}`} · {t(`common:subject.${subject.kind}`)}</span>
          {isWritable && <button type="button" className={css["link"]} aria-label={t("access.removeThis", { name: subject.label })} onClick={() => tell(removeSubject(subject.subjectId))}>×</button>}
        </div>
      ))}
      <ErrorNotice error={error} />
      {isWritable && <SubjectForm caseId={file.caseId} />}
    </details>
  );
}

function AccessRow({ access, file, onList }: { readonly access: Access; readonly file: CaseFile; readonly onList?: () => void }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const pins = file.pins.filter(({ pinId }) => access.pinIds.includes(pinId));
  const observations = file.observations.filter(({ observationId }) => access.observationIds.includes(observationId));
  return (
    <li className={css["row"]} data-testid="access-row">
      <b>{access.label}</b><span className={css["teach"]}>{t(`common:subject.${access.kind}`)} · <span className="digits">{t("access.frames", { from: words.time(access.firstMs), to: words.time(access.lastMs) })}</span></span>
      {observations.map((one) => <button key={one.observationId} type="button" className={css["link"]} onClick={() => goTo(one.atMs, one.cameraId)}>{t("access.goObservation")} {words.time(one.atMs)}</button>)}
      {pins.map((pin) => <button key={pin.pinId} type="button" className={css["link"]} onClick={() => { useView.getState().selectPin(pin.pinId); goTo(pin.startMs, pin.cameraId); }}>{t("access.goPin", { title: pin.title })}</button>)}
      {onList !== undefined && <Button size="small" onClick={onList} data-testid="access-list">{t("access.listThis")}</Button>}
    </li>
  );
}

function SubjectForm({ caseId }: { readonly caseId: number }) {
  const { t } = useWords();
  const [label, setLabel] = useState("");
  const [plate, setPlate] = useState("");
  const [kind, setKind] = useState<"person" | "vehicle">("person");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const save = (): void => {
    if (label.trim() === "") return;
    addSubject({ caseId, kind, label: label.trim(), plate: plate.trim() || null }).then(() => { setLabel(""); setPlate(""); setError(null); }, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form aria-label={t("access.add")} onKeyDown={(event) => event.stopPropagation()} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <FieldRow>
        <TextField label={t("access.label")} placeholder={t("access.labelHint")} value={label} onChange={setLabel} data-testid="subject-label" />
        <SelectField label={t("access.kind")} value={kind} onChange={setKind} options={(["person", "vehicle"] as const).map((value) => ({ value, label: t(`common:subject.${value}`) }))} />
      </FieldRow>
      {kind === "vehicle" && <TextField label={t("access.plate")} isOptional value={plate} onChange={setPlate} />}
      <ErrorNotice error={error} />
      <Button size="small" type="submit" disabled={label.trim() === ""} data-testid="subject-save">{t("access.add")}</Button>
    </form>
  );
}
