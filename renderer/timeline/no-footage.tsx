// What stands where the timeline would be while nothing has a place on it: why, and what to do next. No ruler: a ruler
// without footage would have to invent its times.

import { FolderPlus, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isJobOver } from "../../contract/jobs.ts";
import { Button } from "../design/button.tsx";
import { useLibrary } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useJobs } from "../jobs/jobs-store.ts";
import { chooseFootage, openProblems } from "../library/add-footage.ts";
import css from "./timeline.module.css";

export function NoFootage({ cameraCount }: { readonly cameraCount: number }) {
  const { t } = useTranslation(["timeline", "window"]);
  const library = useLibrary().data;
  const counts = useQuery("files.problems", { limit: 0 }, { topics: ["files"] }).data?.counts;
  const isReading = useJobs((s) => [...s.jobs.values()].some((job) => (job.kind === "index" || job.kind === "sample") && !isJobOver(job.state)));
  const fileCount = library?.fileCount ?? 0;
  const troubledCount = (counts?.unreadable ?? 0) + (counts?.doubtful ?? 0);
  if (isReading) return <div className={css["noFootage"]} role="status"><p>{t("none.reading")}</p></div>;
  return (
    <div className={css["noFootage"]} data-testid="timeline-empty">
      <p><b>{fileCount === 0 ? t("none.onlyCameras", { count: cameraCount }) : t("none.unplaced", { count: fileCount })}</b></p>
      <p>{fileCount === 0 ? t("none.addNext") : t("none.problemsNext")}</p>
      <p className={css["noFootageActs"]}>
        {troubledCount > 0 && <Button kind="primary" icon={<TriangleAlert size={15} aria-hidden />} onClick={() => openProblems(null)}>{t("window:problems.title")}</Button>}
        {library?.writable === true && <Button kind={troubledCount > 0 ? "plain" : "primary"} icon={<FolderPlus size={15} aria-hidden />} onClick={() => void chooseFootage()}>{t("window:library.add")}</Button>}
      </p>
    </div>
  );
}
