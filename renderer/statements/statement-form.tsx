// A statement as it was made: who, what it is, the words, when they were said and the time they speak of. What the footage
// says of it is assess-form.tsx.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { testimonyKind, type Statement } from "../../contract/reconstruction.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { useScrollIntoView } from "../case/use-scroll-into-view.ts";
import { Button } from "../design/button.tsx";
import { trueFromField, type FieldTime } from "../design/field-time.ts";
import { FieldRow, NoteField, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { saveStatement } from "./statement-acts.ts";
import css from "./statements.module.css";

interface StatementFormProps {
  readonly caseId: number;
  /** Null writes a new one. */
  readonly before: Statement | null;
  readonly onClose: () => void;
}

export function StatementForm({ caseId, before, onClose }: StatementFormProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const [speaker, setSpeaker] = useState(before?.speaker ?? "");
  const [kind, setKind] = useState<Statement["kind"]>(before?.kind ?? "witness");
  const [text, setText] = useState(before?.text ?? "");
  const [made, setMade] = useState<FieldTime>(before?.madeMs ?? null);
  const [from, setFrom] = useState<FieldTime>(before?.fromMs ?? null);
  const [to, setTo] = useState<FieldTime>(before?.toMs ?? null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [nowMs] = useState(() => playbackClock.nowMs());
  const formRef = useScrollIntoView<HTMLFormElement>();
  const isOrderBad = typeof from === "number" && typeof to === "number" && to <= from;
  const isReady = speaker.trim() !== "" && text.trim() !== "" && !isOrderBad && made !== "unreadable" && from !== "unreadable" && to !== "unreadable";
  const save = (): void => {
    if (!isReady) return;
    saveStatement(caseId, before, { speaker: speaker.trim(), kind, text: text.trim(), madeMs: trueFromField(made), fromMs: trueFromField(from), toMs: trueFromField(to) })
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form ref={formRef} className={css["form"]} data-testid="statement-form" aria-label={before === null ? t("statements.add") : t("statements.edit", { speaker: before.speaker })} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <FieldRow>
        <TextField label={t("statements.speaker")} value={speaker} onChange={setSpeaker} autoFocus data-testid="statement-speaker" />
        <SelectField label={t("statements.kind")} value={kind} onChange={setKind} options={testimonyKind.options.map((value) => ({ value, label: t(`common:testimony.${value}`) }))} />
      </FieldRow>
      <NoteField label={t("statements.words")} value={text} onChange={setText} rows={3} />
      <TimeField label={t("statements.from")} isOptional initialMs={before?.fromMs ?? null} nowMs={nowMs} timezone={timezone} onChange={setFrom} testId="statement-from" />
      <TimeField label={t("statements.to")} isOptional initialMs={before?.toMs ?? null} nowMs={typeof from === "number" ? from : nowMs} timezone={timezone} onChange={setTo} testId="statement-to" />
      <TimeField label={t("statements.made")} isOptional initialMs={before?.madeMs ?? null} nowMs={nowMs} timezone={timezone} onChange={setMade} />
      {isOrderBad && <Notice tone="warn">{t("statements.orderBad")}</Notice>}
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="statement-save">{t("words.save")}</Button>
      </footer>
    </form>
  );
}
