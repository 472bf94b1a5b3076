// One field for any time as people type it (14:03, 1403, +2m, a pasted stamp). Below it stands how it was understood,
// or why it was not. The reading itself is contract/time-text.ts.

import { useId, useState } from "react";
import { AppError } from "../../contract/errors.ts";
import { displayTime, timeParts } from "../../contract/time-text.ts";
import { readTypedTime } from "../../contract/typed-time.ts";
import { sentenceFromError, useWords } from "../i18n.ts";
import { useTypedTimeWords, type UnderstoodTime } from "./typed-time-words.ts";
import type { FieldTime } from "./field-time.ts";
import { FieldFrameView } from "./field.tsx";
import css from "./field.module.css";

interface TimeFieldProps {
  readonly label: string;
  /** What stands in it at first, milliseconds since the epoch; null leaves it empty. */
  readonly initialMs: number | null;
  /** What `14:03` and `+2m` are relative to. */
  readonly nowMs: number;
  readonly timezone: string;
  readonly onChange: (typed: FieldTime) => void;
  readonly isOptional?: boolean;
  readonly isFocused?: boolean;
  readonly testId?: string;
}

/** Date and time without the zone, as the field shows it and reads it back. */
export function typedTimeFromInstant(epochMs: number, timezone: string): string {
  const parts = timeParts(epochMs, timezone);
  return `${parts.date} ${parts.time}${parts.millis === "000" ? "" : `.${parts.millis}`}`;
}

type Understood = UnderstoodTime | { readonly bad: string } | null;

function understand(text: string, timezone: string, nowMs: number): Understood {
  if (text.trim() === "") return null;
  try {
    const { atMs, assumed } = readTypedTime(text, timezone, nowMs);
    return { epochMs: atMs, assumed };
  } catch (error) {
    if (error instanceof AppError) return { bad: sentenceFromError(error).message };
    throw error;
  }
}

export function TimeField({ label, initialMs, nowMs, timezone, onChange, isOptional, isFocused, testId }: TimeFieldProps) {
  const { t } = useWords();
  const assumedWords = useTypedTimeWords();
  const id = useId();
  const [text, setText] = useState(initialMs === null ? "" : typedTimeFromInstant(initialMs, timezone));
  const understood = understand(text, timezone, nowMs);
  const bad = understood !== null && "bad" in understood ? understood.bad : null;
  const hint = understood !== null && "epochMs" in understood
    ? <><time>{displayTime(understood.epochMs, timezone)}</time>{assumedWords(understood.assumed)}</>
    : t("time.howToType");
  return (
    <FieldFrameView id={id} label={label} hint={hint} bad={bad} isOptional={isOptional ?? false}>
      <input
        id={id} className={`${css["input"] ?? ""} digits`} spellCheck={false} autoComplete="off" value={text} data-testid={testId}
        aria-invalid={bad !== null} aria-describedby={`${id}-note`} {...(isFocused === true ? { "data-autofocus": "" } : {})}
        onChange={(event) => {
          setText(event.target.value);
          const next = understand(event.target.value, timezone, nowMs);
          onChange(next === null ? null : "epochMs" in next ? next.epochMs : "unreadable");
        }}
      />
    </FieldFrameView>
  );
}
