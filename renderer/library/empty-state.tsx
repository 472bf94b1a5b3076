// A library without footage: what this is for in two sentences, and the two ways to begin; once one is chosen, how far it
// is. No wizard, no account. As soon as there is a camera or a file, the panels take its place.

import { FolderPlus, PlayCircle } from "lucide-react";
import { isJobOver } from "../../contract/jobs.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { JobRow } from "../jobs/job-row.tsx";
import { useJobs } from "../jobs/jobs-store.ts";
import { chooseFootage, openSample, useIntake } from "./add-footage.ts";
import css from "./library.module.css";

export function EmptyState({ isWritable }: { readonly isWritable: boolean }) {
  const { t } = useWords();
  const error = useIntake((s) => s.error);
  const bringingIn = useJobs((s) => [...s.jobs.values()].find((job) => (job.kind === "sample" || job.kind === "index") && !isJobOver(job.state)) ?? null);
  // It ended and the library is still empty: say what came of it, right here.
  const ended = useJobs((s) => (s.lastEnded?.kind === "sample" || s.lastEnded?.kind === "index" ? s.lastEnded : null));
  return (
    <div className={css["empty"]} data-testid="empty-state">
      <div className={css["inner"]}>
        <h2>{t("empty.title")}</h2>
        <p>{t("empty.teach")}</p>
        <ErrorNotice error={error} />
        {bringingIn === null && ended !== null && <JobRow job={ended} />}
        {bringingIn === null && ended?.state === "done" && <Notice tone="info">{t("empty.nothingFound")}</Notice>}
        {bringingIn === null ? <Choices isWritable={isWritable} /> : <div className={css["choice"]}><JobRow job={bringingIn} /></div>}
        <p className={css["foot"]}>{t("empty.originals")}</p>
      </div>
    </div>
  );
}

function Choices({ isWritable }: { readonly isWritable: boolean }) {
  const { t } = useWords();
  return (
    <div className={css["choices"]}>
      <section className={css["choice"]}>
        <p>{t("empty.addTeach")}</p>
        <Button kind="primary" size="large" icon={<FolderPlus size={18} aria-hidden />} disabled={!isWritable} onClick={() => void chooseFootage()} data-testid="add-footage">{t("library.add")}</Button>
      </section>
      <section className={css["choice"]}>
        <p>{t("empty.sampleTeach")}</p>
        <Button size="large" icon={<PlayCircle size={18} aria-hidden />} disabled={!isWritable} onClick={() => void openSample()} data-testid="open-sample">{t("library.openSample")}</Button>
      </section>
    </div>
  );
}
