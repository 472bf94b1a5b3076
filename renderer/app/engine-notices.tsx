// Sentences about the whole library, under the top bar where one looks: the engine failed or came back, the library can
// only be read, something could not be brought in. They stay until what they say is no longer so, or are put away.

import { X } from "lucide-react";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useEngineState } from "../engine/engine-state.ts";
import { useLibrary } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { IntakeOffer } from "../intake/intake-offer.tsx";
import { useIntake } from "../library/add-footage.ts";
import css from "./top-bar.module.css";

export function EngineNotices({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useWords();
  const { engine, hasRestarted, forgetRestart } = useEngineState();
  const library = useLibrary();
  const intake = useIntake();
  return (
    <div className={css["sentence"]}>
      {engine.state === "failed" && engine.restarting && <Notice tone="warn" fix={t("engine.restartingFix")}>{t("engine.restarting")}</Notice>}
      {hasRestarted && engine.state === "ready" && (
        <Notice tone="info" actions={<IconButton size="small" label={t("words.close")} icon={<X size={14} aria-hidden />} onClick={forgetRestart} />}>{t("engine.restarted")}</Notice>
      )}
      {library.data?.readOnlyBecause === "held" && <Notice tone="info" testId="read-only">{t("library.readOnly")}</Notice>}
      {library.data?.readOnlyBecause === "place" && <Notice tone="info" testId="read-only" fix={t("library.readOnlyPlaceFix")}>{t("library.readOnlyPlace", { path: library.data.path })}</Notice>}
      <IntakeOffer />
      {intake.imported !== null && (
        <Notice tone={intake.imported.problemRows.length > 0 ? "warn" : "ok"} actions={<Button size="small" kind="quiet" onClick={intake.dismiss}>{t("words.close")}</Button>}>
          {t("library.imported", { added: intake.imported.added, updated: intake.imported.updated })}
          {intake.imported.problemRows.length > 0 && <> {t("library.importedProblems", { count: intake.imported.problemRows.length, rows: intake.imported.problemRows.slice(0, 20).join(", ") })}</>}
        </Notice>
      )}
      {!isEmpty && intake.error !== null && <ErrorNotice error={intake.error} actions={<Button size="small" kind="quiet" onClick={intake.dismiss}>{t("words.close")}</Button>} />}
      {library.data === null && engine.state === "ready" && <ErrorNotice error={library.error} />}
    </div>
  );
}
