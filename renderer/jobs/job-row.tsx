// One job: what it does, how far it is in facts with units, how long it still takes, and how it ended. It can be
// cancelled; what it made or why it failed stands here, not in a toast.

import { Ban, CircleCheck, Hourglass, LoaderCircle, OctagonAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { isJobOver, type Job } from "../../contract/jobs.ts";
import { isErrorCode, type ErrorFacts } from "../../contract/errors.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useWords, wordFromCode } from "../i18n.ts";
import { bytesText, jobFacts, secondsText, type JobFacts } from "./job-facts.ts";
import { cancelJob } from "./jobs-store.ts";
import css from "./jobs.module.css";

const SHAPES = { waiting: Hourglass, running: LoaderCircle, done: CircleCheck, failed: OctagonAlert, cancelled: Ban, interrupted: Ban };

export function JobRow({ job }: { readonly job: Job }) {
  const { t } = useWords();
  const facts = jobFacts(job, useNowMs(!isJobOver(job.state)));
  const Shape = SHAPES[job.state];
  const isRunning = job.state === "running";
  return (
    <div className={css["job"]} data-testid={`job-${job.jobId}`} data-state={job.state}>
      <div className={css["line"]}>
        <b>{t(`common:job.kind.${job.kind}`)}</b>
        <span className={`${css["state"] ?? ""} ${css[job.state] ?? ""}`}>
          <Shape size={13} aria-hidden />
          {isRunning ? wordFromCode("common:job.step", job.progress.step) : t(`common:job.state.${job.state}`)}
        </span>
        {!isJobOver(job.state) && <Button size="small" kind="quiet" onClick={() => cancelJob(job.jobId)} data-testid={`job-cancel-${job.jobId}`}>{t("words.cancel")}</Button>}
      </div>
      {isRunning && <ProgressBar fraction={facts.fraction} label={t(`common:job.kind.${job.kind}`)} />}
      <JobNumbers job={job} facts={facts} />
      {isRunning && job.progress.item !== null && <p className={css["item"]} title={job.progress.item}><bdi>{job.progress.item}</bdi></p>}
      <ErrorNotice error={errorOf(job)} />
    </div>
  );
}

function errorOf(job: Job): ErrorFacts | null {
  if (job.error === null) return null;
  return isErrorCode(job.error.code) ? { code: job.error.code, params: job.error.params } : { code: "internal", params: { message: job.error.code } };
}

function JobNumbers({ job, facts }: { readonly job: Job; readonly facts: JobFacts }) {
  const { t } = useWords();
  const isOver = isJobOver(job.state);
  const files = facts.files;
  const bytes = facts.bytes;
  return (
    <div className={`${css["facts"] ?? ""} digits`}>
      {files !== null && <span>{files.total === null || isOver ? t("jobs.files", { count: files.done }) : t("jobs.filesOf", { done: files.done, total: files.total })}</span>}
      {bytes !== null && <span>{bytes.total === null || isOver ? bytesText(bytes.done) : t("jobs.of", { done: bytesText(bytes.done), total: bytesText(bytes.total) })}</span>}
      {facts.footage !== null && <span>{t("jobs.footage", { length: secondsText(facts.footage.doneMs) })}</span>}
      {facts.bytesPerSecond !== null && <span>{t("jobs.speed", { speed: bytesText(facts.bytesPerSecond) })}</span>}
      {facts.remainingMs !== null && <span>{t("jobs.remaining", { length: secondsText(facts.remainingMs) })}</span>}
      {isOver && <span>{t("jobs.took", { length: secondsText(facts.elapsedMs) })}</span>}
      {job.problemCount > 0 && <span>{t("jobs.problems", { count: job.problemCount })}</span>}
    </div>
  );
}

export function ProgressBar({ fraction, label }: { readonly fraction: number | null; readonly label: string }) {
  return (
    <div
      className={`${css["bar"] ?? ""} ${fraction === null ? (css["unknown"] ?? "") : ""}`} role="progressbar" aria-label={label}
      aria-valuemin={0} aria-valuemax={100} {...(fraction === null ? {} : { "aria-valuenow": Math.round(fraction * 100) })}
    >
      <i style={fraction === null ? undefined : { width: `${fraction * 100}%` }} />
    </div>
  );
}

/** The machine's time, once a second while somebody watches it. */
function useNowMs(isRunning: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? Math.max(nowMs, Date.now()) : nowMs;
}
