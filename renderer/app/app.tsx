// The window as a whole: the bar, sentences about the library, the panels or the empty state, and the one dialog that
// may be open. It decides what is shown; each part asks the engine for what it needs.

import { useEffect } from "react";
import { ActorDialog } from "../actor/actor-dialog.tsx";
import { CameraDialog } from "../cameras/camera-dialog.tsx";
import { CamerasPanel } from "../cameras/cameras-panel.tsx";
import { CaseDialog } from "../case/case-dialog.tsx";
import { CasePanel } from "../case/case-panel.tsx";
import { startPin } from "../case/pin-form-store.ts";
import { ClockDialog } from "../clocks/clock-dialog.tsx";
import { FailureBoundary } from "../design/failure-boundary.tsx";
import { Notice } from "../design/notice.tsx";
import { useEngineState } from "../engine/engine-state.ts";
import { useLibrary } from "../engine/library.ts";
import { followActive } from "../follow/follow-store.ts";
import { ExportDialog } from "../evidence/export-dialog.tsx";
import { VerifyDialog } from "../evidence/verify-dialog.tsx";
import { sentenceFromError, useLang, useWords } from "../i18n.ts";
import { IntakeDialog } from "../intake/intake-dialog.tsx";
import { JobAnnouncer, JobsTray } from "../jobs/jobs-tray.tsx";
import { DropZone } from "../library/drop-zone.tsx";
import { EmptyState } from "../library/empty-state.tsx";
import { PreviewsDialog } from "../library/previews-dialog.tsx";
import { FilesDialog } from "../files/files-dialog.tsx";
import { PatternsDialog } from "../files/patterns-dialog.tsx";
import { RootsDialog } from "../library/roots-dialog.tsx";
import { ProblemsDialog } from "../library/problems-dialog.tsx";
import { HistoryDialog } from "../history/history-dialog.tsx";
import { redoLast, undoLast } from "../history/change-history.ts";
import { KeysDialog } from "../settings/keys-dialog.tsx";
import { CopiesDialog } from "../playback/copies-dialog.tsx";
import { onKeyAction, onPinRequest } from "../state/keys.ts";
import { goToNextLook, sayNotInView } from "../reconstruct/look-next-acts.ts";
import { startObservation } from "../reconstruct/observe-store.ts";
import { Timeline } from "../timeline/timeline.tsx";
import { Wall } from "../wall/wall.tsx";
import { EngineNotices } from "./engine-notices.tsx";
import { useFirstView } from "./first-view.ts";
import { HelpCard } from "./help-card.tsx";
import { Layout } from "./layout.tsx";
import { useShell } from "./shell-store.ts";
import { TopBar } from "./top-bar.tsx";
import css from "./app.module.css";

export function App() {
  const library = useLibrary().data;
  const isEmpty = library !== null && library.fileCount === 0 && library.cameraCount === 0;
  const dialogKind = useShell((s) => s.dialog?.kind ?? "none");
  useTitle(library?.path ?? null);
  useKeys(library?.writable !== false);
  useFirstView();
  return (
    <div className={css["app"]}>
      <TopBar isEmpty={isEmpty} />
      <EngineNotices isEmpty={isEmpty} />
      <main className={css["main"]}><Main isEmpty={isEmpty} /></main>
      <JobsTray />
      <JobAnnouncer />
      <DropZone isWritable={library?.writable === true} />
      <FailureBoundary key={dialogKind}><OpenDialogView /></FailureBoundary>
      <FailureBoundary><ClockDialog /></FailureBoundary>
      <FailureBoundary><ActorDialog /></FailureBoundary>
    </div>
  );
}

function Main({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useWords();
  const engine = useEngineState((s) => s.engine);
  const library = useLibrary().data;
  if (library === null && engine.state === "failed" && !engine.restarting) {
    const sentence = sentenceFromError(engine.error);
    return <div className={css["centre"]}><div data-testid="engine-failed"><h2>{t("engine.failed")}</h2><Notice tone="bad" fix={sentence.fix}>{sentence.message}</Notice></div></div>;
  }
  if (library === null) return <div className={css["centre"]} role="status">{t("engine.starting")}</div>;
  if (isEmpty) return <EmptyState isWritable={library.writable} />;
  return (
    <Layout
      key={library.path} libraryPath={library.path}
      cameras={<FailureBoundary><CamerasPanel /></FailureBoundary>} wall={<FailureBoundary><Wall /></FailureBoundary>}
      case={<FailureBoundary><CasePanel /></FailureBoundary>} timeline={<FailureBoundary><Timeline /></FailureBoundary>}
    />
  );
}

function OpenDialogView() {
  const { dialog, openedCount, close } = useShell();
  switch (dialog?.kind) {
    case undefined: return null;
    case "help": return <HelpCard onClose={close} />;
    case "keys": return <KeysDialog onClose={close} />;
    case "history": return <HistoryDialog onClose={close} />;
    case "problems": return <ProblemsDialog key={openedCount} cameraId={dialog.cameraId} behind={dialog.behind} onClose={close} />;
    case "roots": return <RootsDialog onClose={close} />;
    case "files": return <FilesDialog key={openedCount} filter={dialog.filter} onClose={close} />;
    case "patterns": return <PatternsDialog onClose={close} />;
    case "verify": return <VerifyDialog key={openedCount} path={dialog.path} onClose={close} />;
    case "export": return <ExportDialog caseId={dialog.caseId} onClose={close} />;
    case "case": return <CaseDialog caseId={dialog.caseId} onClose={close} />;
    case "copies": return <CopiesDialog onClose={close} />;
    case "previews": return <PreviewsDialog onClose={close} />;
    case "intake": return <IntakeDialog key={openedCount} folder={dialog.folder} onClose={close} />;
    case "camera": return <CameraDialog cameraId={dialog.cameraId} field={dialog.field} onClose={close} />;
  }
}

function useTitle(libraryPath: string | null): void {
  const { t } = useWords();
  const lang = useLang();
  useEffect(() => {
    document.title = libraryPath === null ? t("common:appName") : `${libraryPath} — ${t("common:appName")}`;
  }, [libraryPath, lang, t]);
}

/**
 * What the keys mean here; which keys they are is state/keys.ts. In a library that is only read none opens a form that nothing could be kept
 * from: a sentence under the top bar says why for as long as it is so.
 */
function useKeys(isWritable: boolean): void {
  useEffect(() => {
    const stops = [
      onKeyAction("help", () => useShell.getState().open({ kind: "help" })),
      onKeyAction("follow", () => void followActive()),
      onKeyAction("look-next", () => void goToNextLook()),
    ];
    if (isWritable) stops.push(
      onKeyAction("undo", () => void undoLast()),
      onKeyAction("redo", () => void redoLast()),
      onKeyAction("observe", () => startObservation()),
      onKeyAction("not-in-view", () => void sayNotInView()),
      onPinRequest(startPin),
    );
    return () => stops.forEach((stop) => stop());
  }, [isWritable]);
}
