// Making a case, or changing what is written of it: number, cause, title, place, period, officers.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Case } from "../../contract/model.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { trueFromField, type FieldTime } from "../design/field-time.ts";
import { FieldRow, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useLibrary, useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { startObservation, useObserve } from "../reconstruct/observe-store.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { changeCase, createCase } from "./case-acts.ts";
import { tagsFromText } from "./pin-draft.ts";
import { usePinForm } from "./pin-form-store.ts";
import { rememberCase } from "./remembered-case.ts";

interface CaseDialogProps {
  /** Null makes a new one. */
  readonly caseId: number | null;
  readonly onClose: () => void;
}

export function CaseDialog({ caseId, onClose }: CaseDialogProps) {
  const cases = useQuery("cases.list", caseId === null ? null : {}, { topics: ["cases"] });
  if (caseId === null) return <CaseForm before={null} onClose={onClose} />;
  const before = cases.data?.find((c) => c.caseId === caseId);
  return before === undefined ? null : <CaseForm before={before} onClose={onClose} />;
}

function CaseForm({ before, onClose }: { readonly before: Case | null; readonly onClose: () => void }) {
  const { t } = useWords();
  const library = useLibrary().data;
  const timezone = useTimezone();
  const waitsForPin = usePinForm((s) => s.draft !== null) && before === null;
  const waitsForObservation = useObserve((s) => s.lacks === "case") && before === null;
  const [number, setNumber] = useState(before?.number ?? "");
  const [title, setTitle] = useState(before?.title ?? "");
  const [cause, setCause] = useState(before?.cause ?? "");
  const [place, setPlace] = useState(before?.place ?? "");
  const [officers, setOfficers] = useState(before?.officers.join("、") ?? "");
  const [from, setFrom] = useState<FieldTime>(before?.periodFromMs ?? null);
  const [to, setTo] = useState<FieldTime>(before?.periodToMs ?? null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const isOrderBad = typeof from === "number" && typeof to === "number" && to <= from;
  const isReady = number.trim() !== "" && title.trim() !== "" && !isOrderBad && from !== "unreadable" && to !== "unreadable";
  const nowMs = library?.coverage?.startMs ?? playbackClock.nowMs();

  const leave = (): void => {
    if (waitsForObservation) useObserve.getState().close();
    onClose();
  };
  const save = (): void => {
    if (!isReady) return;
    const [periodFromMs, periodToMs] = [trueFromField(from), trueFromField(to)];
    const text = {
      number: number.trim(), title: title.trim(), cause: cause.trim() || null, place: place.trim() || null,
      periodFromMs, periodToMs, officers: [...tagsFromText(officers)],
    };
    const written = before === null
      ? createCase(text).then((made) => rememberCase(library?.path ?? null, made.caseId))
      : changeCase(before.caseId, text);
    written.then(() => {
      onClose();
      // It goes on with what the case was wanted for.
      if (waitsForObservation) startObservation();
    }, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <Dialog
      title={before === null ? t("case.new") : t("case.edit")} onClose={leave} onSubmit={save} widthPx={560} testId="case-dialog"
      footer={<>
        <Button onClick={leave}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="case-save">{before === null ? t("case.create") : t("words.save")}</Button>
      </>}
    >
      {waitsForPin && <Notice tone="info">{t("case.beforePin")}</Notice>}
      {waitsForObservation && !waitsForPin && <Notice tone="info">{t("observe.noCase")}</Notice>}
      <FieldRow>
        <TextField label={t("case.number")} value={number} onChange={setNumber} isFocused data-testid="case-number" />
        <TextField label={t("case.cause")} isOptional placeholder={t("case.causeHint")} value={cause} onChange={setCause} />
      </FieldRow>
      <TextField label={t("case.title")} placeholder={t("case.titleHint")} value={title} onChange={setTitle} data-testid="case-title" />
      <TextField label={t("case.place")} isOptional value={place} onChange={setPlace} />
      <FieldRow>
        <TimeField label={t("case.from")} isOptional initialMs={before?.periodFromMs ?? null} nowMs={nowMs} timezone={timezone} onChange={setFrom} />
        <TimeField label={t("case.to")} isOptional initialMs={before?.periodToMs ?? null} nowMs={typeof from === "number" ? from : nowMs} timezone={timezone} onChange={setTo} />
      </FieldRow>
      {isOrderBad && <Notice tone="warn">{t("case.orderBad")}</Notice>}
      <TextField label={t("case.officers")} isOptional placeholder={t("case.officersHint")} value={officers} onChange={setOfficers} />
      <ErrorNotice error={error} />
    </Dialog>
  );
}
