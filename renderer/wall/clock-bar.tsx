// The true time, large, with zone and uncertainty beside it, and the one field that takes any time. The digits are written
// straight into the page on each frame of the clock; React is not asked.

import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AppError } from "../../contract/errors.ts";
import { displayTime, timeParts } from "../../contract/time-text.ts";
import { readTypedTime, type TypedTime } from "../../contract/typed-time.ts";
import { Sureness } from "../design/time-stamp.tsx";
import { useTypedTimeWords } from "../design/typed-time-words.ts";
import { useLibrary } from "../engine/library.ts";
import { sentenceFromError } from "../i18n.ts";
import { clockMs, playbackClock } from "../playback/playback-clock.ts";
import { onKeyAction } from "../state/keys.ts";
import { sayGoing } from "../timeline/going.ts";
import { SkipNote } from "./skip-note.tsx";
import css from "./wall.module.css";

interface ClockBarProps {
  readonly timezone: string;
  /** Name of the active tile's camera, whose uncertainty is shown; null where none is there. */
  readonly cameraName: string | null;
  /** Undefined says nothing: no footage at this time. */
  readonly uncertaintyMs: number | null | undefined;
}

export function ClockBar({ timezone, cameraName, uncertaintyMs }: ClockBarProps) {
  const { t } = useTranslation(["timeline", "common"]);
  return (
    <div className={css["clockBar"]}>
      <ClockDigits timezone={timezone} label={t("wall.clock")} />
      {uncertaintyMs !== undefined && cameraName !== null && (
        <span className={css["clockSure"]} data-uncorrected={uncertaintyMs === null} title={uncertaintyMs === null ? t("wall.uncorrectedNote") : t("wall.uncertaintyOf", { camera: cameraName })}>
          {uncertaintyMs === null ? t("common:clock.uncorrected") : null}
          <Sureness uncertaintyMs={uncertaintyMs} />
        </span>
      )}
      <SkipNote timezone={timezone} />
      <GoToField timezone={timezone} />
    </div>
  );
}

function ClockDigits({ timezone, label }: { readonly timezone: string; readonly label: string }) {
  const clock = useRef<HTMLTimeElement>(null);
  const date = useRef<HTMLSpanElement>(null);
  const time = useRef<HTMLSpanElement>(null);
  const millis = useRef<HTMLSpanElement>(null);
  const zone = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shownMs: number | null = null;
    const show = (): void => {
      // Far from the hand: drawn with it, all of the window that lies between would be put on the screen anew before the picture comes.
      if (!playbackClock.isSet || playbackClock.isAwaitingPicture || clock.current === null) return;
      const nowMs = Math.floor(playbackClock.nowMs());
      if (nowMs === shownMs) return;
      shownMs = nowMs;
      const parts = timeParts(nowMs, timezone);
      clock.current.dataset["ms"] = String(nowMs);
      date.current!.textContent = parts.date;
      time.current!.textContent = parts.time;
      millis.current!.textContent = `.${parts.millis}`;
      zone.current!.textContent = parts.offset;
    };
    show();
    return playbackClock.subscribe(show);
  }, [timezone]);
  return (
    <time ref={clock} className={css["clock"]} data-testid="clock-true" role="timer" aria-label={label} aria-live="off">
      <span ref={date} className={css["clockDate"]} /> <span ref={time} className={css["clockTime"]}>--:--:--</span><span ref={millis} className={css["clockMillis"]} /> <span ref={zone} className={css["clockZone"]} />
    </time>
  );
}

type Understood = TypedTime | { readonly bad: string } | null;

function understand(text: string, timezone: string): Understood {
  if (text.trim() === "") return null;
  try {
    return readTypedTime(text, timezone, clockMs());
  } catch (error) {
    if (error instanceof AppError) return { bad: sentenceFromError(error).message };
    throw error;
  }
}

function GoToField({ timezone }: { readonly timezone: string }) {
  const { t } = useTranslation(["timeline", "typedTime"]);
  const assumedWords = useTypedTimeWords();
  const footage = useLibrary().data?.coverage ?? null;
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => onKeyAction("type-time", () => {
    field.current?.focus();
    field.current?.select();
  }), []);
  const understood = understand(text, timezone);
  const bad = understood !== null && "bad" in understood ? understood.bad : null;
  /** Where all footage lies, for a time that is outside of it: one may go there all the same. */
  const outsideNote = (atMs: number): string | null => (footage === null || (atMs >= footage.startMs && atMs < footage.endMs) ? null
    : t("typedTime:outside", { from: displayTime(footage.startMs, timezone).slice(0, 16), to: displayTime(footage.endMs, timezone).slice(0, 16) }));
  /** As the digits change; unless something else was typed meanwhile. */
  const clearWithTheDigits = (submitted: string): void => {
    const stop = playbackClock.subscribe(() => {
      stop();
      setText((current) => (current === submitted ? "" : current));
    });
  };
  return (
    <form
      className={css["goTo"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (understood === null || !("atMs" in understood)) return;
        playbackClock.seek(understood.atMs);
        const outside = outsideNote(understood.atMs);
        if (outside !== null) sayGoing(outside);
        field.current?.blur();
        clearWithTheDigits(text);
      }}
    >
      <input
        ref={field} className={`${css["goToInput"] ?? ""} digits`} data-testid="time-field" value={text} spellCheck={false} autoComplete="off"
        aria-label={t("wall.typeTime")} placeholder={t("wall.typeHint")} aria-invalid={bad !== null} aria-describedby="go-to-note"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setText("");
          event.currentTarget.blur();
        }}
      />
      <output id="go-to-note" className={css["goToNote"]} data-bad={bad !== null} hidden={understood === null}>
        {bad ?? (understood !== null && "atMs" in understood ? <>{displayTime(understood.atMs, timezone)}{assumedWords(understood.assumed)}{outsideNote(understood.atMs) !== null && <div>{outsideNote(understood.atMs)}</div>}</> : "")}
      </output>
    </form>
  );
}
