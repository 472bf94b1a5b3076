// Two frames that show the same moment, side by side: this camera's and that of a camera whose clock was read. Both are
// stepped to the first frame that shows it. What that is worth is the engine's to say.

import type { Camera } from "../../contract/model.ts";
import { doubledSecondsText } from "../../contract/time-text.ts";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import type { OutputOf } from "../../contract/methods.ts";
import { useWords } from "../i18n.ts";
import { deviationFromSeconds, howNearChoices, type SameDraft } from "./reading-draft.ts";
import { SteppedFrame } from "./stepped-frame.tsx";
import css from "./clock-dialog.module.css";

interface SameMomentProps {
  readonly cameraId: string;
  readonly name: string;
  readonly draft: SameDraft;
  readonly tellers: readonly Camera[];
  readonly timezone: string;
  readonly onChange: (change: Partial<SameDraft>) => void;
}

export function SameFrames({ cameraId, name, draft, tellers, timezone, onChange }: SameMomentProps) {
  const { t } = useWords();
  const other = tellers.find((camera) => camera.cameraId === draft.otherCameraId);
  return (
    <>
      <p className={css["teach"]}>{t("clock.same.teach")}</p>
      <div className={css["pair"]}>
        <SteppedFrame label={name} cameraId={cameraId} atMs={draft.ownAtMs} timezone={timezone} onGo={(ownAtMs) => onChange({ ownAtMs })} testId="clock-own-frame" />
        {other === undefined
          ? <Notice tone="info">{t("clock.same.noTeller")}</Notice>
          : <SteppedFrame key={other.cameraId} label={other.name} cameraId={other.cameraId} atMs={draft.otherAtMs} timezone={timezone} onGo={(otherAtMs) => onChange({ otherAtMs })} testId="clock-other-frame" />}
      </div>
    </>
  );
}

export function SameSureness({ draft, tellers, moment, onChange }: Pick<SameMomentProps, "draft" | "tellers" | "onChange"> & { readonly moment: OutputOf<"clock.sameMoment"> | null }) {
  const { t } = useWords();
  if (tellers.length === 0) return null;
  return (
    <>
      <FieldRow>
        <SelectField
          label={t("clock.same.other")} value={draft.otherCameraId ?? ""} onChange={(otherCameraId) => onChange({ otherCameraId })}
          options={tellers.map((camera) => ({ value: camera.cameraId, label: `${camera.name} ${doubledSecondsText(camera.clock.uncertaintyMs ?? 0)}` }))}
        />
        <SelectField
          label={t("clock.same.howNear")} value={draft.howNear} onChange={(howNear) => onChange({ howNear })}
          options={howNearChoices.map((value) => ({ value, label: t(`clock.same.near.${value}`) }))}
        />
        {draft.howNear === "custom" && (
          <TextField
            label={t("clock.customSeconds")} inputMode="decimal" value={draft.customSeconds} onChange={(customSeconds) => onChange({ customSeconds })}
            bad={deviationFromSeconds(draft.customSeconds) === null ? t("clock.customBad") : null}
          />
        )}
      </FieldRow>
      {moment !== null && (
        <p className={css["teach"]}>
          {t("clock.same.made", { range: doubledSecondsText(moment.uncertaintyMs), other: doubledSecondsText(moment.otherUncertaintyMs), frames: doubledSecondsText(moment.framesUncertaintyMs) })}
        </p>
      )}
    </>
  );
}
