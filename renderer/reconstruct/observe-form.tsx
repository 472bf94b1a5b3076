// An observation at the play head, one that a statement tells, or the correction of either: what is seen, how many, by whom or in
// what. Digits choose the state while no text is typed, Enter keeps. The container rule stands beside the states it is about.

import { useState, type FormEvent, type KeyboardEvent } from "react";
import { isSight } from "../../contract/container-rule.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { InputOf } from "../../contract/methods.ts";
import { observationState, type Exhibit, type Observation, type ObservationState } from "../../contract/model.ts";
import type { Statement, Subject } from "../../contract/reconstruction.ts";
import { asTrueMs } from "../../contract/time.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { useScrollIntoView } from "../case/use-scroll-into-view.ts";
import { deviationFromSeconds } from "../clocks/reading-draft.ts";
import { Button } from "../design/button.tsx";
import { trueFromField } from "../design/field-time.ts";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { characterOf } from "../state/keys.ts";
import { useExhibitFocus } from "./exhibit-focus.ts";
import { ObservationFrame, ToldTimes } from "./observation-time.tsx";
import type { ObservationDraft } from "./observe-store.ts";
import { addObservation, reviseObservation } from "./reconstruct-acts.ts";
import { toldTimeFault, withinText, type ToldTimeDraft } from "./told-time-draft.ts";
import caseCss from "../case/case-panel.module.css";
import css from "./reconstruct.module.css";

interface ObserveFormProps {
  readonly exhibits: readonly Exhibit[];
  readonly subjects: readonly Subject[];
  readonly statements: readonly Statement[];
  readonly exhibit: Exhibit;
  /** A new one at this place, or the one to correct. */
  readonly on: { readonly draft: ObservationDraft } | { readonly former: Observation };
  /** What the one before it in time said: how many, and where. */
  readonly last: Observation | null;
  readonly onClose: () => void;
}

interface Texts { readonly count: string; readonly holder: string; readonly container: string; readonly place: string; readonly note: string; readonly reason: string }

function firstTexts({ on, exhibit, last }: ObserveFormProps): Texts {
  const former = "former" in on ? on.former : null;
  const count = former === null ? (last?.count ?? exhibit.count) : former.count;
  return {
    count: count === null ? "" : String(count), holder: former?.holder ?? "", container: former?.container ?? last?.container ?? "",
    place: former?.place ?? last?.place ?? "", note: former?.note ?? "", reason: "",
  };
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** Of the engine's input what the form's texts say. A holder belongs to what is carried, a container to all else. */
function factsFrom(texts: Texts, state: ObservationState, count: number | null, exhibit: Exhibit) {
  return {
    state, count: state === "absent" && count === exhibit.count ? null : count, note: orNull(texts.note), place: orNull(texts.place),
    holder: state === "carried" ? orNull(texts.holder) : null, container: state === "carried" ? null : orNull(texts.container),
  };
}

/** Where and when it was: on its frame, as that is; or as told, as typed. Null where a told time is not there yet. */
function placeFrom(on: ObserveFormProps["on"], told: ToldTimeDraft): Pick<InputOf<"observations.add">, "cameraId" | "atMs" | "toMs" | "statementId" | "uncertaintyMs"> | null {
  const { cameraId, atMs, toMs, statementId } = "draft" in on ? on.draft : on.former;
  if (cameraId !== null && atMs !== null) return { cameraId, atMs, toMs, statementId };
  if (typeof told.atMs !== "number" || toldTimeFault(told) !== null) return null;
  return { cameraId: null, atMs: asTrueMs(told.atMs), toMs: trueFromField(told.toMs), statementId, uncertaintyMs: deviationFromSeconds(told.within) };
}

export function ObserveForm(props: ObserveFormProps) {
  const { exhibits, exhibit, on, onClose } = props;
  const { t } = useWords();
  const former = "former" in on ? on.former : null;
  const where = "draft" in on ? on.draft : on.former;
  const [state, setState] = useState<ObservationState>(former?.state ?? "seen");
  const [texts, setTexts] = useState(() => firstTexts(props));
  const [told, setTold] = useState<ToldTimeDraft>({ atMs: where.atMs, toMs: where.toMs, within: withinText(former?.uncertaintyMs ?? null) });
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isSaving, setSaving] = useState(false);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const count = texts.count.trim() === "" ? null : Number(texts.count);
  const isCountBad = count !== null && !(Number.isInteger(count) && count >= 0);
  const lacksReason = former !== null && texts.reason.trim() === "";
  const place = placeFrom(on, told);
  const isReady = !isCountBad && !lacksReason && place !== null && !isSaving;
  const save = (): void => {
    if (!isReady) return;
    setSaving(true);
    const facts = { ...factsFrom(texts, state, count, exhibit), ...place };
    const work = former === null
      ? addObservation({ ...facts, caseId: exhibit.caseId, exhibitId: exhibit.exhibitId })
      : reviseObservation({ ...facts, observationId: former.observationId, reason: texts.reason.trim() });
    work.then(onClose, (thrown: unknown) => setError(factsFromError(thrown))).finally(() => setSaving(false));
  };
  const chooseByDigit = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "radio";
    const chosen = isTyping || event.ctrlKey ? undefined : observationState.options[Number(characterOf(event)) - 1];
    if (chosen === undefined) return;
    event.preventDefault();
    setState(chosen);
    formRef.current?.querySelector<HTMLInputElement>("[data-count]")?.select();
  };
  const keys = (event: KeyboardEvent<HTMLFormElement>): void => {
    chooseByDigit(event);
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type === "radio") { event.preventDefault(); save(); }
    submitOnEnter(event, save, onClose);
  };
  return (
    <form ref={formRef} className={caseCss["form"]} data-testid="observation-form" aria-label={former === null ? t("observe.title") : t("observe.revise")}
      onKeyDown={keys} onSubmit={(event: FormEvent) => { event.preventDefault(); save(); }}>
      {where.cameraId !== null && where.atMs !== null
        ? <ObservationFrame atMs={where.atMs} toMs={where.toMs} cameraId={where.cameraId} isNew={former === null} />
        : <ToldTimes statement={props.statements.find(({ statementId }) => statementId === where.statementId) ?? null} draft={told} onChange={setTold} />}
      {former === null && exhibits.length > 1 && (
        <SelectField label={t("observe.what")} value={String(exhibit.exhibitId)} onChange={(id) => useExhibitFocus.getState().choose(Number(id))} options={exhibits.map((one) => ({ value: String(one.exhibitId), label: one.name }))} />
      )}
      <StateChoice state={state} isTold={where.cameraId === null} onChange={setState} />
      <ObservationTexts texts={texts} state={state} subjects={props.subjects} isCountBad={isCountBad} onChange={setTexts} />
      {former !== null && <TextField label={t("observe.reason")} value={texts.reason} onChange={(reason) => setTexts((now) => ({ ...now, reason }))} bad={lacksReason ? t("observe.reasonBad") : null} data-testid="observation-reason" />}
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="observation-save">{t("observe.keep")}</Button>
      </footer>
    </form>
  );
}

interface ObservationTextsProps {
  readonly texts: Texts;
  readonly state: ObservationState;
  readonly subjects: readonly Subject[];
  readonly isCountBad: boolean;
  readonly onChange: (change: (now: Texts) => Texts) => void;
}

function ObservationTexts({ texts, state, subjects, isCountBad, onChange }: ObservationTextsProps) {
  const { t } = useWords();
  const write = (key: keyof Texts) => (value: string): void => onChange((now) => ({ ...now, [key]: value }));
  return (
    <>
      <FieldRow>
        <TextField label={t("observe.count")} isOptional inputMode="numeric" value={texts.count} onChange={write("count")} bad={isCountBad ? t("exhibits.countBad") : null} hint={t("observe.countHint")} data-count="" data-testid="observation-count" />
        {state === "carried"
          ? <TextField label={t("observe.holder")} list="case-subjects" isOptional value={texts.holder} onChange={write("holder")} data-testid="observation-holder" />
          : <TextField label={t("observe.container")} list="case-subjects" isOptional value={texts.container} onChange={write("container")} data-testid="observation-container" />}
      </FieldRow>
      <datalist id="case-subjects">{subjects.map((subject) => <option key={subject.subjectId} value={subject.label} />)}</datalist>
      <FieldRow>
        <TextField label={t("observe.place")} placeholder={t("observe.placeHint")} isOptional value={texts.place} onChange={write("place")} data-testid="observation-place" />
        <TextField label={t("pins.note")} isOptional value={texts.note} onChange={write("note")} />
      </FieldRow>
    </>
  );
}

function StateChoice({ state, isTold, onChange }: { readonly state: ObservationState; readonly isTold: boolean; readonly onChange: (state: ObservationState) => void }) {
  const { t } = useWords();
  return (
    <>
      <fieldset className={css["states"]}>
        <legend className={css["teach"]}>{t(isTold ? "observe.stateTold" : "observe.state")} · {t("observe.keysTip")}</legend>
        {observationState.options.map((value, i) => (
          <label key={value}>
            <input type="radio" name="observation-state" value={value} checked={value === state} autoFocus={value === state} onChange={() => onChange(value)} />
            <kbd>{i + 1}</kbd> {t(`common:observation.${value}`)}
          </label>
        ))}
      </fieldset>
      {!isSight(state) && <Notice tone="info" testId="container-rule">{t("observe.containerRule")}</Notice>}
    </>
  );
}
