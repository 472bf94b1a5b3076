// A clock is read from the picture: two times typed beside a frame, or two frames of the same moment, one of them on a
// clock that was read. How sure, and what keeping it would do to everything of this camera, is said before it is kept.

import { useEffect, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { ClockPoint } from "../../contract/time.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { CheckField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { addReading, addSameMoment } from "./clock-acts.ts";
import { useClockDialog, type ClockQuestion } from "./clock-dialog-store.ts";
import { clockEffect, standingOf } from "./clock-effect.ts";
import { FRAME_WIDTH_PX } from "./clock-frame.tsx";
import { ClockInFrame } from "./clock-in-frame.tsx";
import { ClockNotes } from "./clock-notes.tsx";
import { ClockReadings } from "./clock-readings.tsx";
import { EffectSentence } from "./effect-sentence.tsx";
import { camerasThatTell, momentFromDraft, readingFromTyped, readingsJoined, surenessAtLeast, type ReadingMode, type SameDraft, type TypedDraft } from "./reading-draft.ts";
import { SameFrames, SameSureness } from "./same-moment.tsx";
import { ShiftLane } from "./shift-lane.tsx";
import { TypedSureness, TypedTimes } from "./typed-reading.tsx";
import css from "./clock-dialog.module.css";

type Epochs = OutputOf<"clock.read">["epochs"];
type Frame = OutputOf<"frame.extract">;

/** The play head stands on the frame: frames of slow recorders are this far apart. */
const FRAME_AT_HEAD_MS = 1_000;
const MODES: readonly ReadingMode[] = ["typed", "same"];

export function ClockDialog() {
  const { question, close } = useClockDialog();
  return question === null ? null : <OpenClockDialog key={`${question.cameraId} ${question.trueMs}`} question={question} onClose={close} />;
}

function OpenClockDialog({ question, onClose }: { readonly question: ClockQuestion; readonly onClose: () => void }) {
  const { cameraId } = question;
  const frame = useQuery("frame.extract", { cameraId, atMs: question.trueMs, maxWidthPx: FRAME_WIDTH_PX });
  const clock = useQuery("clock.read", { cameraId }, { topics: ["clocks"] });
  const isAnswered = frame.data !== null || frame.error !== null;
  // The fields start from the frame's own camera time: what the caller gave may be a little off.
  const cameraMs = frame.data?.cameraMs ?? question.cameraMs;
  const trueMs = frame.data?.trueMs ?? question.trueMs;
  return (
    <ClockForm
      key={isAnswered ? "answered" : "waiting"} question={{ cameraId, cameraMs, trueMs }} epochs={clock.data?.epochs ?? []} onClose={onClose}
      frame={frame.data} frameError={frame.error} error={clock.error}
    />
  );
}

interface ClockFormProps {
  readonly question: ClockQuestion;
  readonly epochs: Epochs;
  readonly frame: Frame | null;
  readonly frameError: ErrorFacts | null;
  readonly error: ErrorFacts | null;
  readonly onClose: () => void;
}

function ClockForm({ question, epochs, frame, frameError, error: readError, onClose }: ClockFormProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const { cameraId } = question;
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] }).data;
  const name = cameras?.find((c) => c.cameraId === cameraId)?.name ?? cameraId;
  const tellers = camerasThatTell(cameras ?? [], cameraId, question.trueMs);
  const [mode, setMode] = useState<ReadingMode>("typed");
  const [typed, setTyped] = useState<TypedDraft>({ shown: question.cameraMs, truly: null, howSure: "eye", customSeconds: "2" });
  const [same, setSame] = useState<SameDraft>({ ownAtMs: question.trueMs, otherCameraId: null, otherAtMs: question.trueMs, howNear: "movement", customSeconds: "2" });
  const [newEpoch, setNewEpoch] = useState(false);
  // The fields hold what is typed; a time taken from the picture is put in by making them anew.
  const [taken, setTaken] = useState(0);
  const [method, setMethod] = useState("");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isSaving, setSaving] = useState(false);
  const firstTeller = tellers[0]?.cameraId ?? null;
  useEffect(() => {
    setSame((draft) => (draft.otherCameraId === null ? { ...draft, otherCameraId: firstTeller } : draft));
  }, [firstTeller]);

  const asked = mode === "same" ? momentFromDraft(cameraId, same) : null;
  const moment = useQuery("clock.sameMoment", asked, { topics: ["clocks", "recordings"] });
  // An answer to the frames before these is none.
  const found = asked !== null && !moment.loading ? moment.data : null;
  const reading: ClockPoint | null = mode === "typed" ? readingFromTyped(typed) : found;
  const joined = reading === null || newEpoch ? [] : readingsJoined(epochs, reading.trueMs);
  const frameCameraMs = mode === "same" && found !== null ? found.cameraMs : question.cameraMs;
  const frameTrueMs = standingOf(frameCameraMs, epochs.map((epoch) => epoch.readings), mode === "same" ? same.ownAtMs : question.trueMs);
  const effect = reading === null ? null : clockEffect({ reading, joined, frameCameraMs, frameTrueMs });
  const isReady = effect !== null && effect.kind === "effect" && !isSaving;
  const lanes = useQuery("clock.preview", reading === null || effect?.kind !== "effect" ? null : { cameraId, ...pointOf(reading), newEpoch }, { topics: ["clocks", "recordings"] }).data;

  const save = (): void => {
    if (!isReady || reading === null) return;
    setSaving(true);
    // Who corrects a clock from the picture goes on looking at that picture: the play head moves with its frame.
    const isAtFrame = Math.abs(playbackClock.nowMs() - question.trueMs) < FRAME_AT_HEAD_MS;
    const followFrame = (): void => { if (isAtFrame) playbackClock.seek(Math.round(frameTrueMs + effect.shiftMs)); };
    const kept = asked !== null
      ? addSameMoment({ ...asked, method: method.trim() || t("clock.same.method"), newEpoch }, name)
      : addReading({ ...pointOf(reading), cameraId, method: method.trim() || t(`clock.sure.${typed.howSure}.method`), newEpoch }, name);
    kept.then(followFrame).then(onClose, (thrown: unknown) => setError(factsFromError(thrown))).finally(() => setSaving(false));
  };
  const readings = <ClockReadings epochs={epochs} cameraName={name} timezone={timezone} onError={setError} />;
  const result = (
    <>
      <EffectSentence effect={effect} name={name} onNewEpoch={newEpoch || epochs.length === 0 ? null : () => setNewEpoch(true)} />
      {lanes !== null && effect?.kind === "effect" && <ShiftLane lanes={lanes} frame={{ beforeMs: frameTrueMs, afterMs: frameTrueMs + effect.shiftMs }} timezone={timezone} />}
      <ErrorNotice error={error ?? readError ?? (asked === null ? null : moment.error)} />
    </>
  );
  const details = (
    <>
      <TextField label={t("clock.method")} isOptional placeholder={mode === "same" ? t("clock.same.method") : t(`clock.sure.${typed.howSure}.method`)} value={method} onChange={setMethod} />
      {epochs.some((epoch) => epoch.readings.length > 0) && <CheckField label={t("clock.newEpoch")} hint={t("clock.newEpochHint")} isChecked={newEpoch} onChange={setNewEpoch} />}
    </>
  );
  const changeTyped = (change: Partial<TypedDraft>): void => setTyped((draft) => ({ ...draft, ...change }));
  const changeSame = (change: Partial<SameDraft>): void => setSame((draft) => ({ ...draft, ...change }));
  return (
    <Dialog
      title={t("clock.title", { name })} onClose={onClose} onSubmit={save} widthPx={mode === "same" ? 1240 : 1040} testId="clock-dialog"
      footer={<>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="clock-save">{t("clock.keep")}</Button>
      </>}
    >
      <div className={css["modes"]} role="group" aria-label={t("clock.mode.label")}>
        {MODES.map((each) => <Button key={each} size="small" kind={mode === each ? "plain" : "quiet"} aria-pressed={mode === each} onClick={() => setMode(each)} data-testid={`clock-mode-${each}`}>{t(`clock.mode.${each}`)}</Button>)}
      </div>
      {mode === "typed" ? (
        <div className={css["columns"]}>
          <div className={css["column"]}>
            <ClockInFrame
              cameraId={cameraId} atMs={question.trueMs} frame={frame} frameError={frameError} timezone={timezone}
              onTake={(cameraMs, uncertaintyMs) => { changeTyped({ shown: cameraMs, ...surenessAtLeast(uncertaintyMs) }); setTaken((count) => count + 1); }}
            />
            {readings}
          </div>
          <div className={css["column"]}>
            <ClockNotes cameraId={cameraId} name={name} />
            <TypedTimes key={taken} draft={typed} frameCameraMs={question.cameraMs} timezone={timezone} onChange={changeTyped} />
            {result}
            <TypedSureness draft={typed} onChange={changeTyped} />
            {details}
          </div>
        </div>
      ) : (
        <>
          <SameFrames cameraId={cameraId} name={name} draft={same} tellers={tellers} timezone={timezone} onChange={changeSame} />
          <div className={css["halves"]}>
            <div className={css["column"]}>
              <SameSureness draft={same} tellers={tellers} moment={found} onChange={changeSame} />
              {details}
            </div>
            <div className={css["column"]}>{result}{readings}</div>
          </div>
        </>
      )}
    </Dialog>
  );
}

const pointOf = ({ cameraMs, trueMs, uncertaintyMs }: ClockPoint): ClockPoint => ({ cameraMs, trueMs, uncertaintyMs });
