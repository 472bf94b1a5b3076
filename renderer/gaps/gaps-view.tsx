// The report of gaps in the place of the wall: what it is about, what it comes to, and four ways to look at it. The facts are the
// engine's; going, saving and asking for footage start here.

import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { GapColumns } from "../../contract/gap-report.ts";
import type { Camera } from "../../contract/model.ts";
import { percentText } from "../../contract/share-text.ts";
import { timeParts } from "../../contract/time-text.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { TabList, tabId, tabPanelId } from "../design/tab-list.tsx";
import { useLang } from "../i18n.ts";
import { GapControls } from "./gap-controls.tsx";
import { GapListPart } from "./gap-list-part.tsx";
import { heldOf } from "./gap-rows.ts";
import { gapTabs, useGapView } from "./gap-store.ts";
import { HeatPart } from "./heat-part.tsx";
import { PlacePart } from "./place-part.tsx";
import { RequestPart } from "./request-part.tsx";
import { saveReport, useSavedPapers } from "./saved-papers.ts";
import { useGapReport, type AskedReport } from "./use-gap-report.ts";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

const PANEL_ID = "gaps";

export function GapsView({ cameras }: { readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation("gaps");
  const lang = useLang();
  const asked = useGapReport();
  const ref = useRef<HTMLElement>(null);
  const close = useGapView((s) => s.close);
  // Whoever opened it by a key goes on with keys.
  useEffect(() => ref.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  const { report, question } = asked;
  const isEmpty = report !== null && report.fromMs === report.toMs;
  return (
    <section ref={ref} className={css["gaps"]} aria-label={t("title")} data-testid="gaps-view" tabIndex={-1} onKeyDown={onKeyDown}>
      <GapControls asked={asked} cameras={cameras} onSave={(form) => { if (question !== null) void saveReport(question, form, lang); }} />
      <SavedNotice />
      <AskedState asked={asked} />
      {isEmpty && <Notice tone="info" testId="gaps-nothing">{t("nothing")}</Notice>}
      {report !== null && question !== null && !isEmpty && <>
        <div className={css["overview"]}>
          <Tabs requestCount={report.requests.length} />
          <Summary report={report} />
        </div>
        <Part report={report} question={question} cameras={cameras} />
      </>}
    </section>
  );
}

function AskedState({ asked }: { readonly asked: AskedReport }) {
  const { t } = useTranslation("gaps");
  return (
    <>
      {asked.lack !== null && <p className={css["teach"]} role="status">{t(`view.lack.${asked.lack}`)}</p>}
      <ErrorNotice error={asked.error} />
      {asked.isStopped && <Notice tone="info" actions={<Button size="small" onClick={asked.again} data-testid="gaps-again">{t("view.again")}</Button>}>{t("view.stopped")}</Notice>}
      {asked.isReading && !asked.isStopped && <p className={css["reading"]} role="status">{t("view.reading")} <Button size="small" onClick={asked.stop} data-testid="gaps-stop">{t("view.stop")}</Button></p>}
    </>
  );
}

function SavedNotice() {
  const { t } = useTranslation(["gaps", "window"]);
  const { saved, isSaving, dismiss, stop } = useSavedPapers();
  if (isSaving) return <p className={css["reading"]} role="status">{t("view.writing")} <Button size="small" onClick={stop}>{t("view.stop")}</Button></p>;
  if (saved === null) return null;
  const put = <Button size="small" kind="quiet" onClick={dismiss}>{t("window:words.close")}</Button>;
  if ("failure" in saved) return <Notice tone="bad" fix={saved.failure.fix} actions={put} testId="gaps-save-failed">{saved.failure.message}</Notice>;
  const failed = (): void => useSavedPapers.setState({ saved: { failure: { message: t("savedOpenFailed"), fix: saved.path } } });
  return (
    <Notice
      tone="ok" testId="gaps-saved"
      actions={<>
        <Button size="small" onClick={() => void window.quayline.openPath(saved.path).catch(failed)} data-testid="gaps-open-saved">{t("openSaved")}</Button>
        <Button size="small" onClick={() => void window.quayline.showInFolder(saved.path).catch(failed)}>{t("window:export.show")}</Button>
        {put}
      </>}
    >{t("saved", { path: saved.path })}</Notice>
  );
}

function Summary({ report }: { readonly report: GapColumns }) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const { heldShare, watchedShare } = heldOf(report);
  return (
    <p className={`${css["summary"] ?? ""} digits`} title={t("note")} data-testid="gaps-summary">
      <span>{words.time(report.fromMs)} – {words.end(report.fromMs, report.toMs)} {timeParts(report.fromMs, words.timezone).offset}</span>
      <b>{report.cameras.length === 0 ? t("view.noCameraHere") : t("view.summary", { count: report.cameras.length, held: percentText(heldShare), watched: percentText(watchedShare) })}</b>
    </p>
  );
}

function Tabs({ requestCount }: { readonly requestCount: number }) {
  const { t } = useTranslation("gaps");
  const { tab: shown, showTab } = useGapView();
  const tabs = gapTabs.map((key) => ({ key, label: t(`view.tab.${key}`), count: key === "requests" ? requestCount : 0 }));
  return <TabList label={t("views")} panelId={PANEL_ID} tabs={tabs} shown={shown} onShow={showTab} />;
}

function Part({ report, question, cameras }: { readonly report: GapColumns; readonly question: NonNullable<AskedReport["question"]>; readonly cameras: readonly Camera[] }) {
  const tab = useGapView((s) => s.tab);
  return (
    <div role="tabpanel" id={tabPanelId(PANEL_ID)} aria-labelledby={tabId(PANEL_ID, tab)} className={css["part"]}>
      {tab === "list" && <GapListPart report={report} />}
      {tab === "requests" && <RequestPart report={report} question={question} />}
      {tab === "weeks" && <HeatPart report={report} />}
      {tab === "places" && <PlacePart report={report} cameras={cameras} />}
    </div>
  );
}
