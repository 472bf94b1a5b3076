// Everything long that runs or ran: in the top bar the one that matters now, behind it the tray with all of them.
// The end of a job is said aloud for those who do not see it.

import { ListTodo, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { isJobOver, type Job } from "../../contract/jobs.ts";
import { useShell } from "../app/shell-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { exportResultFrom } from "../evidence/job-results.ts";
import { useWords } from "../i18n.ts";
import { openProblems } from "../library/add-footage.ts";
import { jobFacts, jobsInOrder, secondsText } from "./job-facts.ts";
import { JobRow, ProgressBar } from "./job-row.tsx";
import { useJobs } from "./jobs-store.ts";
import css from "./jobs.module.css";

const isProxyJob = (job: Job): boolean => job.kind === "proxy" || job.kind === "proxy-small";
/** Made by itself, behind everything else: anything that somebody asked for is more interesting. */
const isQuietJob = (job: Job): boolean => isProxyJob(job) || job.kind === "preview";

export function JobsButton() {
  const { t } = useWords();
  const { isTrayOpen, setTrayOpen } = useShell();
  const current = useJobs((s) => jobsInOrder(s.jobs.values()).find((job) => job.state === "running" && !isQuietJob(job))
    ?? jobsInOrder(s.jobs.values()).find((job) => job.state === "running") ?? null);
  const facts = current === null ? null : jobFacts(current, Date.now());
  return (
    <Button kind="quiet" icon={<ListTodo size={15} aria-hidden />} aria-expanded={isTrayOpen} title={t("jobs.title")} onClick={() => setTrayOpen(!isTrayOpen)} data-testid="jobs-open">
      {current === null || facts === null
        ? t("jobs.title")
        : <span className={`${css["mini"] ?? ""} digits`}>
            <span className="visually-hidden">{t("jobs.title")}</span>
            {t(`common:job.kind.${current.kind}`)}
            <ProgressBar fraction={facts.fraction} label={t(`common:job.kind.${current.kind}`)} />
            {facts.remainingMs !== null && secondsText(facts.remainingMs)}
          </span>}
    </Button>
  );
}

export function JobsTray() {
  const { t } = useWords();
  const { isTrayOpen, setTrayOpen } = useShell();
  const { jobs, error } = useJobs();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isTrayOpen) ref.current?.focus();
  }, [isTrayOpen]);
  if (!isTrayOpen) return null;
  const all = jobsInOrder(jobs.values());
  // Copies are made while looking, by the dozen; one that went well is not worth a row.
  const ordered = all.filter((job) => !isQuietJob(job) || job.state !== "done");
  const copyCount = all.filter((job) => isProxyJob(job) && job.state === "done").length;
  return (
    <section
      ref={ref} tabIndex={-1} className={css["tray"]} aria-label={t("jobs.title")} data-testid="jobs-tray"
      onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); setTrayOpen(false); } }}
    >
      <header><h2>{t("jobs.title")}</h2><IconButton label={t("words.close")} icon={<X size={15} aria-hidden />} onClick={() => setTrayOpen(false)} /></header>
      <ErrorNotice error={error} />
      {all.length === 0 && <p className={css["none"]}>{t("jobs.none")}</p>}
      <ul>{ordered.map((job) => <li key={job.jobId}><JobRow job={job} /><JobOutcome job={job} /></li>)}</ul>
      {copyCount > 0 && <p className={css["none"]}>{t("jobs.copies", { count: copyCount })}</p>}
    </section>
  );
}

/** What can be done with what a job left behind. */
function JobOutcome({ job }: { readonly job: Job }) {
  const { t } = useWords();
  const open = useShell((s) => s.open);
  const made = job.kind === "export" && job.state === "done" ? exportResultFrom(job.result) : null;
  if (made === null && job.problemCount === 0) return null;
  return (
    <p className={css["acts"]}>
      {made !== null && <Button size="small" onClick={() => void window.quayline.showInFolder(made.bundle).catch(() => undefined)}>{t("export.show")}</Button>}
      {made !== null && <Button size="small" onClick={() => open({ kind: "verify", path: made.bundle })}>{t("export.verifyNow")}</Button>}
      {job.kind === "index" && job.problemCount > 0 && <Button size="small" onClick={() => openProblems(null)}>{t("jobs.seeProblems")}</Button>}
    </p>
  );
}

/** Read aloud when a job ends; nothing to see. */
export function JobAnnouncer() {
  const { t } = useWords();
  const ended = useJobs((s) => s.lastEnded);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {ended !== null && isJobOver(ended.state) && t("jobs.ended", { kind: t(`common:job.kind.${ended.kind}`), state: t(`common:job.state.${ended.state}`) })}
    </div>
  );
}
