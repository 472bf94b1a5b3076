// A fact, an assumption or an event as it is written down: what, when and how sure, where known from, what it is about. Every key
// is kept as a draft on this computer until it is saved.

import { LocateFixed } from "lucide-react";
import { useEffect, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { factKind, type CaseView, type Fact } from "../../contract/reconstruction.ts";
import { nameWithId } from "../cameras/camera-name.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { useScrollIntoView } from "../case/use-scroll-into-view.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, NoteField, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useLibrary, useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { saveFact } from "./event-acts.ts";
import { useEventsView } from "./events-store.ts";
import { draftFault, draftOf, factDrafts, textsOf, type FactDraft } from "./fact-drafts.ts";
import css from "./events.module.css";

interface FactFormProps {
  readonly file: CaseView;
  /** Null writes a new one. */
  readonly fact: Fact | null;
  readonly onClose: () => void;
}

/** What stands in the form, kept with every key. */
function useDraft({ file: { caseId }, fact }: FactFormProps) {
  const libraryPath = useLibrary().data?.path ?? "";
  const factId = fact?.factId ?? null;
  const [recovered] = useState(() => factDrafts.read(libraryPath, caseId, factId));
  const [draft, setDraft] = useState(recovered ?? draftOf(fact));
  const write = (part: Partial<FactDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    factDrafts.keep(libraryPath, caseId, factId, next);
  };
  return { draft, write, drop: () => factDrafts.drop(libraryPath, caseId, factId), isRecovered: recovered !== null };
}

export function FactForm(props: FactFormProps) {
  const { file, fact, onClose } = props;
  const { t } = useWords();
  const { draft, write, drop, isRecovered } = useDraft(props);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isSaving, setSaving] = useState(false);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const fault = draftFault(draft);
  useEffect(() => {
    formRef.current?.querySelector("textarea")?.focus({ preventScroll: true });
  }, [formRef]);
  const leave = (): void => {
    drop();
    onClose();
  };
  const save = (): void => {
    if (fault !== null || isSaving) return;
    setSaving(true);
    saveFact(file.caseId, fact?.factId ?? null, textsOf(draft)).then((factId) => {
      useEventsView.getState().reveal(`fact:${factId}`);
      leave();
    }, (thrown: unknown) => setError(factsFromError(thrown))).finally(() => setSaving(false));
  };
  return (
    <form ref={formRef} className={css["form"]} data-testid="fact-form" aria-label={fact === null ? t("events.add") : t("events.editTitle")} onKeyDown={(event) => submitOnEnter(event, save, leave)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      {isRecovered && <Notice tone="info">{t("events.recovered")}</Notice>}
      <NoteField label={t("events.what")} value={draft.text} onChange={(text) => write({ text })} rows={2} />
      <SelectField label={t("events.kind")} value={draft.kind} onChange={(kind) => write({ kind })} options={factKind.options.map((value) => ({ value, label: t(`common:eventKind.${value}`) }))} hint={t(`events.kindHint.${draft.kind}`)} />
      <When draft={draft} write={write} fault={fault} />
      <FieldRow>
        <TextField label={t("events.source")} isOptional placeholder={t("events.sourceHint")} value={draft.source} onChange={(source) => write({ source })} data-testid="fact-source" />
        <TextField label={t("events.place")} isOptional value={draft.place} onChange={(place) => write({ place })} />
      </FieldRow>
      <AboutFields file={file} draft={draft} write={write} />
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={leave}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={fault !== null || isSaving} data-testid="fact-save">{t("words.save")}</Button>
      </footer>
    </form>
  );
}

interface PartProps {
  readonly draft: FactDraft;
  readonly write: (part: Partial<FactDraft>) => void;
}

/** When: typed in any form, taken from the play head, or in words; and how sure. */
function When({ draft, write, fault }: PartProps & { readonly fault: ReturnType<typeof draftFault> }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const [nowMs] = useState(() => playbackClock.nowMs());
  // The field keeps its own text: another time from outside makes it anew.
  const [filled, setFilled] = useState({ count: 0, atMs: typeof draft.from === "number" ? draft.from : null });
  const fill = (): void => {
    const atMs = Math.round(playbackClock.nowMs());
    setFilled({ count: filled.count + 1, atMs });
    write({ from: atMs });
  };
  const initialTo = typeof draft.to === "number" ? draft.to : null;
  const [firstTo] = useState(initialTo);
  return (
    <>
      <TimeField key={filled.count} label={t("events.from")} isOptional initialMs={filled.atMs} nowMs={nowMs} timezone={timezone} onChange={(from) => write({ from })} testId="fact-from" />
      <Button size="small" kind="quiet" icon={<LocateFixed size={13} aria-hidden />} disabled={!playbackClock.isSet} onClick={fill} data-testid="fact-at-head">{t("events.atHead")}</Button>
      <TimeField label={t("events.to")} isOptional initialMs={firstTo} nowMs={typeof draft.from === "number" ? draft.from : nowMs} timezone={timezone} onChange={(to) => write({ to })} testId="fact-to" />
      <FieldRow>
        <TextField label={t("events.within")} isOptional placeholder="30 s" value={draft.within} onChange={(within) => write({ within })} bad={fault === "within" ? t("events.withinBad") : null} hint={t("events.withinHint")} data-testid="fact-within" />
        <TextField label={t("events.rough")} isOptional placeholder={t("events.roughHint")} value={draft.timeText} onChange={(timeText) => write({ timeText })} />
      </FieldRow>
      {fault === "order" && <Notice tone="warn">{t("events.orderBad")}</Notice>}
    </>
  );
}

/** What it is about: a camera, an exhibit, a person or vehicle. */
function AboutFields({ file, draft, write }: PartProps & { readonly file: CaseView }) {
  const { t } = useWords();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras"] }).data ?? [];
  const none = { value: "", label: "–" };
  return (
    <FieldRow>
      <SelectField label={t("events.camera")} isOptional value={draft.cameraId} onChange={(cameraId) => write({ cameraId })} options={[none, ...cameras.map((camera) => ({ value: camera.cameraId, label: nameWithId(camera) }))]} />
      <SelectField label={t("events.exhibit")} isOptional value={draft.exhibitId} onChange={(exhibitId) => write({ exhibitId })} options={[none, ...file.exhibits.map((exhibit) => ({ value: String(exhibit.exhibitId), label: exhibit.name }))]} />
      <SelectField label={t("events.person")} isOptional value={draft.subjectId} onChange={(subjectId) => write({ subjectId })} options={[none, ...file.subjects.map((subject) => ({ value: String(subject.subjectId), label: subject.label }))]} />
    </FieldRow>
  );
}
