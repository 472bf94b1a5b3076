// The offer to fill in the intake sheet, under the top bar, while the folder is already being read.

import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useShell } from "../app/shell-store.ts";
import { useWords } from "../i18n.ts";
import { WatchButton } from "../library/watch-button.tsx";
import { useIntakeOffer } from "./intake-offer-store.ts";

export function IntakeOffer() {
  const { t } = useWords();
  const { folders, answer } = useIntakeOffer();
  const open = useShell((s) => s.open);
  const folder = folders[0];
  if (folder === undefined) return null;
  return (
    <Notice
      tone="info" testId="intake-offer" fix={t("intake.offerFix")}
      actions={<>
        <WatchButton folder={folder} />
        <Button size="small" onClick={() => open({ kind: "intake", folder })} data-testid="intake-fill">{t("intake.fill")}</Button>
        <Button size="small" kind="quiet" onClick={() => answer(folder)} data-testid="intake-later">{t("intake.later")}</Button>
      </>}
    >
      {t("intake.offer", { folder })}
    </Notice>
  );
}
