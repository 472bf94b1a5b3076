// What to ask for, the most urgent first, and beside it the draft of the notice that asks for the chosen one: to read, to copy, to
// save, alone or all together.

import { Copy, FileDown, Files } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GapColumns, GapRequest } from "../../contract/gap-report.ts";
import { asTrueMs } from "../../contract/time.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useLang } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import type { GapQuestion } from "./gap-question.ts";
import { useGapView, type NoticeStretch } from "./gap-store.ts";
import { savePaper, saveReport } from "./saved-papers.ts";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

/** The paper with all notices has the rest. */
const SHOWN_MAX = 300;
/** As many as a question may name. */
const CAMERAS_MAX = 1_000;

const isSame = (request: NoticeStretch, notice: NoticeStretch): boolean => request.cameraId === notice.cameraId && request.startMs === notice.startMs && request.endMs === notice.endMs;

/** The same stretches, told of the open case whatever the report is about: a notice names the case that it is served in. */
function noticesQuestion({ cameras, fromMs, toMs }: GapColumns, question: GapQuestion, caseId: number | null): GapQuestion {
  if (cameras.length === 0 || cameras.length > CAMERAS_MAX) return question;
  return { caseId, site: null, fromMs, toMs, cameraIds: cameras.map(({ cameraId }) => cameraId) };
}

export function RequestPart({ report, question }: { readonly report: GapColumns; readonly question: GapQuestion }) {
  const { t } = useTranslation("gaps");
  const lang = useLang();
  const { notice, showNotice } = useGapView();
  const caseId = useView((s) => s.caseId);
  const { requests } = report;
  return (
    <div className={css["requests"]}>
      <section aria-label={t("requests.title")} className={css["requestList"]}>
        {requests.length > 0 && <Button size="small" icon={<Files size={14} aria-hidden />} onClick={() => void saveReport(noticesQuestion(report, question, caseId), "notices", lang)} data-testid="notices-save-all">{t("requests.saveAll")}</Button>}
        <ul>
          {requests.slice(0, SHOWN_MAX).map((request) => (
            <li key={`${request.cameraId} ${request.startMs}`}>
              <RequestRow request={request} isChosen={notice !== null && isSame(request, notice)} onChoose={() => showNotice({ cameraId: request.cameraId, startMs: request.startMs, endMs: request.endMs })} />
            </li>
          ))}
        </ul>
        {requests.length > SHOWN_MAX && <p className={css["teach"]}>{t("view.request.more", { count: requests.length - SHOWN_MAX })}</p>}
        <p className={css["teach"]}>{requests.length === 0 ? t("requests.none") : t("requests.why")}</p>
        {requests.some((request) => request.overwriteMs === null) && <p className={css["teach"]}>{t("requests.unknownHint")}</p>}
      </section>
      <NoticePreview key={notice === null ? "" : `${notice.cameraId} ${notice.startMs}`} caseId={caseId} notice={notice} name={report.cameras.find((camera) => camera.cameraId === notice?.cameraId)?.name ?? notice?.cameraId ?? ""} />
    </div>
  );
}

function RequestRow({ request, isChosen, onChoose }: { readonly request: GapRequest; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const { overwriteMs, leftMs } = request;
  const isGone = leftMs !== null && leftMs < 0;
  return (
    <button type="button" className={css["request"]} aria-pressed={isChosen} onClick={onChoose} data-testid="gap-request" data-camera={request.cameraId} data-overwrite-ms={overwriteMs ?? ""}>
      <b>{request.name}</b>{request.site !== null && <small>{request.site}</small>}
      <span className="digits">{t("view.request.from", { from: words.time(request.startMs), to: words.end(request.startMs, request.endMs) })} · {words.hours(request.endMs - request.startMs)}</span>
      <span className="digits" data-urgency={isGone ? "gone" : overwriteMs === null ? "unknown" : "known"}>
        {overwriteMs === null || leftMs === null ? t("view.request.unknown") : `${t("view.request.overwritten", { at: words.time(overwriteMs).slice(0, 16) })} · ${isGone ? t("requests.gone") : t("view.request.left", { length: words.length(leftMs) })}`}
      </span>
      {request.holder !== null && <small>{t("requests.holder")}: {request.holder}</small>}
    </button>
  );
}

function NoticePreview({ caseId, notice, name }: { readonly caseId: number | null; readonly notice: NoticeStretch | null; readonly name: string }) {
  const { t } = useTranslation("gaps");
  const lang = useLang();
  const ref = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const paper = useQuery("gaps.notice", notice === null ? null : { caseId, cameraId: notice.cameraId, startMs: asTrueMs(notice.startMs), endMs: asTrueMs(notice.endMs), lang }, { topics: ["cameras", "clocks", "cases"] });
  const { data } = paper;
  const copy = (): void => {
    const selection = window.getSelection();
    if (ref.current === null || selection === null) return;
    selection.selectAllChildren(ref.current);
    // The page may not write to the clipboard by itself; what a person selected it may copy.
    setCopied(document.execCommand("copy") ? "copied" : "copyFailed");
  };
  return (
    <section aria-label={t("requests.notice")} className={css["notice"]} data-testid="notice-preview">
      {notice === null && <p className={css["teach"]}>{t("requests.choose")}</p>}
      <ErrorNotice error={paper.error} />
      {notice !== null && data !== null && <>
        <header>
          <h3>{t("view.noticeOf", { camera: name })}</h3>
          <Button size="small" icon={<Copy size={14} aria-hidden />} onClick={copy}>{t("requests.copy")}</Button>
          <Button size="small" kind="primary" icon={<FileDown size={14} aria-hidden />} onClick={() => void savePaper(() => Promise.resolve({ name: data.name, text: data.page }))} data-testid="notice-save">{t("requests.saveOne")}</Button>
        </header>
        {copied !== null && <Notice tone={copied === "copied" ? "ok" : "warn"}>{t(`requests.${copied}`)}</Notice>}
        <pre ref={ref} tabIndex={0} aria-label={t("requests.notice")}>{data.text}</pre>
      </>}
    </section>
  );
}
