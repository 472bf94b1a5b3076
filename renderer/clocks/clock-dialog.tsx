// "This frame shows … ; it was truly …": one frame, two times, how sure, and what keeping it would do to everything of
// this camera, said before it is kept. What the picture's clock shows is camera time, what it truly was is true time.

import { useState, type ReactNode } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { asCameraMs, asTrueMs, EYE_READING_UNCERTAINTY_MS, SECOND_RESOLUTION_UNCERTAINTY_MS, type ClockPoint } from "../../contract/time.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { CheckField, FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { addReading } from "./clock-acts.ts";
import { useClockDialog, type ClockQuestion } from "./clock-dialog-store.ts";
import { clockEffect, standingOf } from "./clock-effect.ts";
import { ClockFrame, FRAME_WIDTH_PX } from "./clock-frame.tsx";
import { ClockReadings } from "./clock-readings.tsx";
import { EffectSentence } from "./effect-sentence.tsx";
import { useClockWords } from "./use-clock-words.ts";
import css from "./clock-dialog.module.css";

type Epochs = OutputOf<"clock.read">["epochs"];
type HowSure = "eye" | "photo" | "ntp" | "custom";

/** Two displays that tick in seconds, caught in one photo: no reaction time of a person in it. √(1²/12 + 1²/12) s. */
const PHOTO_UNCERTAINTY_MS = 408;
/** From here on the picture's clock and the time the file claims are told apart: two displays in seconds differ by less. */
const TELL_APART_MS = 1500;
/** The play head stands on the frame: frames of slow recorders are this far apart. */
const FRAME_AT_HEAD_MS = 1_000;

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
      picture={<ClockFrame frame={frame.data} error={frame.error} />} error={clock.error}
    />
  );
}

interface ClockFormProps {
  readonly question: ClockQuestion;
  readonly epochs: Epochs;
  readonly picture: ReactNode;
  readonly error: ErrorFacts | null;
  readonly onClose: () => void;
}

function ClockForm({ question, epochs, picture, error: readError, onClose }: ClockFormProps) {
  const { t } = useWords();
  const words = useClockWords();
  const timezone = useTimezone();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] });
  const name = cameras.data?.find((c) => c.cameraId === question.cameraId)?.name ?? question.cameraId;
  const [shown, setShown] = useState<number | null | "unreadable">(question.cameraMs);
  const [truly, setTruly] = useState<number | null | "unreadable">(null);
  const [howSure, setHowSure] = useState<HowSure>("eye");
  const [customSeconds, setCustomSeconds] = useState("2");
  const [method, setMethod] = useState("");
  const [newEpoch, setNewEpoch] = useState(false);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isSaving, setSaving] = useState(false);

  const uncertaintyMs = uncertaintyFrom(howSure, customSeconds);
  const reading: ClockPoint | null = typeof shown === "number" && typeof truly === "number" && uncertaintyMs !== null
    ? { cameraMs: asCameraMs(shown), trueMs: asTrueMs(truly), uncertaintyMs } : null;
  const joined = newEpoch ? [] : (epochs.at(-1)?.readings ?? []);
  const frameTrueMs = standingOf(question.cameraMs, epochs.map((epoch) => epoch.readings), question.trueMs);
  const effect = reading === null ? null : clockEffect({ reading, joined, frameCameraMs: question.cameraMs, frameTrueMs });
  const isReady = effect !== null && effect.kind === "effect" && !isSaving;
  const apartMs = typeof shown === "number" ? shown - question.cameraMs : 0;

  const save = (): void => {
    if (!isReady || reading === null) return;
    setSaving(true);
    // Who corrects a clock from the picture goes on looking at that picture: the play head moves with its frame.
    const isAtFrame = Math.abs(playbackClock.nowMs() - question.trueMs) < FRAME_AT_HEAD_MS;
    const followFrame = (): void => { if (isAtFrame) playbackClock.seek(Math.round(frameTrueMs + effect.shiftMs)); };
    addReading({ ...reading, cameraId: question.cameraId, method: method.trim() || t(`clock.sure.${howSure}.method`), newEpoch }, name)
      .then(followFrame)
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)))
      .finally(() => setSaving(false));
  };
  return (
    <Dialog
      title={t("clock.title", { name })} onClose={onClose} onSubmit={save} widthPx={1040} testId="clock-dialog"
      footer={<>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="clock-save">{t("clock.keep")}</Button>
      </>}
    >
      <div className={css["columns"]}>
        <div className={css["column"]}>
          {picture}
          <ClockReadings epochs={epochs} cameraName={name} timezone={timezone} onError={setError} />
        </div>
        <div className={css["column"]}>
          <TimeField label={t("clock.shows")} initialMs={question.cameraMs} nowMs={question.cameraMs} timezone={timezone} onChange={setShown} testId="clock-camera-time" />
          <TimeField label={t("clock.truly")} initialMs={null} nowMs={question.cameraMs} timezone={timezone} onChange={setTruly} isFocused testId="clock-true-time" />
          {Math.abs(apartMs) > TELL_APART_MS && <Notice tone="warn">{t("clock.apart", { amount: words.amount(apartMs) })}</Notice>}
          <EffectSentence effect={effect} name={name} />
          <ErrorNotice error={error ?? readError} />
          <SelectField
            label={t("clock.howSure")} value={howSure} onChange={setHowSure}
            options={(["eye", "photo", "ntp", "custom"] as const).map((value) => ({ value, label: t(`clock.sure.${value}.label`) }))}
          />
          <FieldRow>
            {howSure === "custom" && (
              <TextField label={t("clock.customSeconds")} inputMode="numeric" value={customSeconds} onChange={setCustomSeconds} bad={uncertaintyMs === null ? t("clock.customBad") : null} />
            )}
            <TextField label={t("clock.method")} isOptional placeholder={t(`clock.sure.${howSure}.method`)} value={method} onChange={setMethod} />
          </FieldRow>
          {epochs.some((epoch) => epoch.readings.length > 0) && <CheckField label={t("clock.newEpoch")} hint={t("clock.newEpochHint")} isChecked={newEpoch} onChange={setNewEpoch} />}
        </div>
      </div>
    </Dialog>
  );
}

/** One standard deviation; what a person types as "within" is two. Null where it is no number. */
function uncertaintyFrom(howSure: HowSure, customSeconds: string): number | null {
  if (howSure === "eye") return EYE_READING_UNCERTAINTY_MS;
  if (howSure === "photo") return PHOTO_UNCERTAINTY_MS;
  if (howSure === "ntp") return SECOND_RESOLUTION_UNCERTAINTY_MS;
  const seconds = Number(customSeconds.trim().replace(",", "."));
  return customSeconds.trim() !== "" && Number.isFinite(seconds) && seconds >= 0 && seconds <= 86_400 ? Math.round((seconds * 1000) / 2) : null;
}
