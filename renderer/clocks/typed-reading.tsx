// The two times of a reading as they are typed: what the picture's clock shows, and what it truly was.

import type { CameraMs } from "../../contract/time.ts";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useWords } from "../i18n.ts";
import { howSureChoices, uncertaintyOfTyped, type TypedDraft } from "./reading-draft.ts";
import { useClockWords } from "./use-clock-words.ts";

/** From here on the picture's clock and the time the file claims are told apart: two displays in seconds differ by less. */
const TELL_APART_MS = 1500;

interface TypedReadingProps {
  readonly draft: TypedDraft;
  readonly frameCameraMs: CameraMs;
  readonly timezone: string;
  readonly onChange: (change: Partial<TypedDraft>) => void;
}

export function TypedTimes({ draft, frameCameraMs, timezone, onChange }: TypedReadingProps) {
  const { t } = useWords();
  const words = useClockWords();
  const apartMs = typeof draft.shown === "number" ? draft.shown - frameCameraMs : 0;
  return (
    <>
      <TimeField label={t("clock.shows")} initialMs={typeof draft.shown === "number" ? draft.shown : null} nowMs={frameCameraMs} timezone={timezone} onChange={(shown) => onChange({ shown })} testId="clock-camera-time" />
      <TimeField label={t("clock.truly")} initialMs={typeof draft.truly === "number" ? draft.truly : null} nowMs={frameCameraMs} timezone={timezone} onChange={(truly) => onChange({ truly })} isFocused testId="clock-true-time" />
      {Math.abs(apartMs) > TELL_APART_MS && <Notice tone="warn">{t("clock.apart", { amount: words.amount(apartMs) })}</Notice>}
    </>
  );
}

export function TypedSureness({ draft, onChange }: Pick<TypedReadingProps, "draft" | "onChange">) {
  const { t } = useWords();
  return (
    <FieldRow>
      <SelectField
        label={t("clock.howSure")} value={draft.howSure} onChange={(howSure) => onChange({ howSure })}
        options={howSureChoices.map((value) => ({ value, label: t(`clock.sure.${value}.label`) }))}
      />
      {draft.howSure === "custom" && (
        <TextField
          label={t("clock.customSeconds")} inputMode="decimal" value={draft.customSeconds} onChange={(customSeconds) => onChange({ customSeconds })}
          bad={uncertaintyOfTyped(draft) === null ? t("clock.customBad") : null}
        />
      )}
    </FieldRow>
  );
}
