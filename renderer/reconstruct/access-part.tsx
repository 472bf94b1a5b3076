// Who was near the exhibit inside its intervals of loss, each with the frames that show it; and the people and vehicles of the case,
// who are named by labels and plates alone.

import { Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import type { Access } from "../../contract/continuity.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { CaseView, Subject } from "../../contract/reconstruction.ts";
import { goTo } from "../app/go-to.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { CONTINUITY_TOPICS } from "./exhibit-focus.ts";
import { FrameThumb } from "./frame-thumb.tsx";
import { removeSubject, saveSubject } from "./reconstruct-acts.ts";
import { SubjectForm } from "./subject-form.tsx";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

/** Frames of one person that are shown as pictures; each is taken out of its file when it is first shown. */
const PICTURE_COUNT = 6;

interface AccessPartProps { readonly file: CaseView; readonly exhibit: Exhibit; readonly isWritable: boolean }

export function AccessPart({ file, exhibit, isWritable }: AccessPartProps) {
  const { t } = useWords();
  const found = useQuery("continuity.access", { caseId: file.caseId, exhibitId: exhibit.exhibitId }, { topics: CONTINUITY_TOPICS }).data ?? [];
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const tell = (work: Promise<void>): void => { work.then(() => setError(null), (thrown: unknown) => setError(factsFromError(thrown))); };
  const close = (): void => setEditing(null);
  const list = (label: string): void => tell(saveSubject(file.caseId, null, { kind: "person", label, plate: null, note: null }));
  return (
    <details className={css["part"]} open data-testid="access">
      <summary>{t("access.heading")}</summary>
      <p className={css["teach"]}>{found.length === 0 ? t("access.none") : t("access.teach")}</p>
      <ul>
        {found.map((one) => <AccessRow key={`${one.kind} ${one.label}`} access={one} file={file} {...(isWritable && one.subjectId === null ? { onList: () => list(one.label) } : {})} />)}
      </ul>
      {file.subjects.length > 0 && <p className={css["teach"]}>{t("access.list")}</p>}
      {file.subjects.map((subject) => (editing === subject.subjectId
        ? <SubjectForm key={subject.subjectId} caseId={file.caseId} before={subject} onClose={close} />
        : <SubjectRow key={subject.subjectId} subject={subject} isWritable={isWritable} onEdit={() => setEditing(subject.subjectId)} onRemove={() => tell(removeSubject(subject))} />))}
      <ErrorNotice error={error} />
      {editing === "new" && <SubjectForm caseId={file.caseId} before={null} onClose={close} />}
      {isWritable && editing !== "new" && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setEditing("new")} data-testid="subject-add">{t("access.add")}</Button>}
    </details>
  );
}

function SubjectRow({ subject, isWritable, onEdit, onRemove }: { readonly subject: Subject; readonly isWritable: boolean; readonly onEdit: () => void; readonly onRemove: () => void }) {
  const { t } = useWords();
  const { subjectId, label, plate, kind } = subject;
  return (
    <div className={css["row"]} data-testid={`subject-${subjectId}`}>
      <span className={css["grow"]}>{label}{plate !== null && ` · ${plate}`} · {t(`common:subject.${kind}`)}</span>
      {isWritable && <IconButton size="small" label={t("access.editThis", { name: label })} icon={<Pencil size={13} aria-hidden />} onClick={onEdit} data-testid={`subject-edit-${subjectId}`} />}
      {isWritable && <IconButton size="small" label={t("access.removeThis", { name: label })} icon={<X size={14} aria-hidden />} onClick={onRemove} data-testid={`subject-remove-${subjectId}`} />}
    </div>
  );
}

function AccessRow({ access, file, onList }: { readonly access: Access; readonly file: CaseView; readonly onList?: () => void }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const pins = file.pins.filter(({ pinId }) => access.pinIds.includes(pinId));
  const observations = file.observations.filter(({ observationId }) => access.observationIds.includes(observationId));
  const goToPin = (pin: CaseView["pins"][number]): void => {
    useView.getState().selectPin(pin.pinId);
    goTo(pin.startMs, pin.cameraId);
  };
  const pictures = [
    ...observations.flatMap((one) => (one.frame === null ? [] : [{ key: `o${one.observationId}`, frame: one.frame, label: `${t("access.goObservation")} ${words.time(one.atMs)}`, go: () => goTo(one.atMs, one.cameraId) }])),
    ...pins.flatMap((pin) => pin.sources.slice(0, 1).map((source) => ({ key: `p${pin.pinId}`, frame: { fileId: source.fileId, mediaMs: source.mediaStartMs }, label: t("access.goPin", { title: pin.title }), go: () => goToPin(pin) }))),
  ].slice(0, PICTURE_COUNT);
  return (
    <li className={css["row"]} data-testid="access-row">
      <b>{access.label}</b><span className={css["teach"]}>{t(`common:subject.${access.kind}`)} · <span className="digits">{t("access.frames", { from: words.time(access.firstMs), to: words.time(access.lastMs) })}</span></span>
      <span className={css["thumbs"]}>{pictures.map(({ key, frame, label, go }) => <FrameThumb key={key} frame={frame} label={label} onGo={go} />)}</span>
      {observations.map((one) => <button key={one.observationId} type="button" className={css["link"]} onClick={() => goTo(one.atMs, one.cameraId)}>{t("access.goObservation")} {words.time(one.atMs)}</button>)}
      {pins.map((pin) => <button key={pin.pinId} type="button" className={css["link"]} onClick={() => goToPin(pin)}>{t("access.goPin", { title: pin.title })}</button>)}
      {onList !== undefined && <Button size="small" onClick={onList} data-testid="access-list">{t("access.listThis")}</Button>}
    </li>
  );
}
