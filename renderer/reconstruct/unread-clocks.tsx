// Cameras whose clock nobody has read, though something was observed on them: said before anything is compared across cameras,
// with the way to the dialog in which the clock is read.

import type { Continuity } from "../../contract/continuity.ts";
import type { Observation } from "../../contract/model.ts";
import { openClockDialog } from "../clocks/clock-dialog-store.ts";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";

interface UnreadClocksProps {
  readonly warnings: Continuity["warnings"];
  readonly observations: readonly Observation[];
  readonly isWritable: boolean;
}

export function UnreadClocks({ warnings, observations, isWritable }: UnreadClocksProps) {
  const { t } = useWords();
  const words = useReconstructWords();
  return warnings.filter(({ code }) => code === "clock-unread").map(({ code, cameraId, observationIds }) => {
    const on = observations.find((one) => observationIds.includes(one.observationId));
    const read = (): void => {
      if (on?.cameraId != null && on.cameraMs !== null) openClockDialog({ cameraId: on.cameraId, cameraMs: on.cameraMs, trueMs: on.atMs });
    };
    return (
      <Notice
        key={cameraId} tone="warn" testId="clock-unread" fix={t("look.unreadFix")}
        {...(isWritable && on !== undefined ? { actions: <Button size="small" onClick={read} data-testid={`read-clock-${cameraId}`}>{t("clock.readThis")}</Button> } : {})}
      >
        {t(`warning.${code}`, { count: observationIds.length, camera: words.camera(cameraId) })}
      </Notice>
    );
  });
}
