// Where footage lies: the folders it was read from, which of them are there, "it is now here", and the folders that are watched for
// new files. What a moved folder was compared with is the engine's business.

import { Eye, EyeOff, FolderInput, HardDrive, Unplug } from "lucide-react";
import { useEffect, useState } from "react";
import type { Root, Watch } from "../../contract/roots.ts";
import { isJobOver } from "../../contract/jobs.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { splitPath } from "../../contract/path-text.ts";
import { displayTime } from "../../contract/time-text.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { CheckField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary, useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { JobRow } from "../jobs/job-row.tsx";
import { useJob } from "../jobs/jobs-store.ts";
import { moveResultFrom } from "./move-result.ts";
import { chooseNewPlace, stopWatching, watchChosenFolders, watchFolder } from "./roots-acts.ts";
import css from "./roots.module.css";

/** So many files that did not move are named; the job's result has all. */
const NAMED_MAX = 20;
const LOOK_EVERY_MS = 5_000;

export function RootsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const roots = useQuery("roots.list", {}, { topics: ["roots", "files"] });
  const watches = useQuery("watches.list", {}, { topics: ["roots"] });
  const isWritable = useLibrary().data?.writable === true;
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [jobId, setJobId] = useState<number | null>(null);
  const [isWhole, setWhole] = useState(false);
  // A disk that is pulled out tells nobody: while somebody looks, it is asked for.
  useEffect(() => {
    const timer = setInterval(() => void call("roots.list", {}).catch(() => undefined), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const act = (work: () => Promise<unknown>): void => {
    setError(null);
    work().catch((thrown: unknown) => {
      const facts = factsFromError(thrown);
      if (facts.code !== "cancelled") setError(facts);
    });
  };
  const watchOf = (path: string): Watch | null => watches.data?.find((watch) => watch.path === path) ?? null;
  return (
    <Dialog title={t("roots.title")} onClose={onClose} widthPx={820} testId="roots-dialog" footer={<Button onClick={onClose}>{t("words.close")}</Button>}>
      <p className={css["quiet"]}>{t("roots.what")}</p>
      <ErrorNotice error={error ?? roots.error} />
      <MoveOutcome jobId={jobId} />
      {roots.data?.length === 0 && <p>{t("roots.none")}</p>}
      <ul className={css["list"]} aria-label={t("roots.title")}>
        {(roots.data ?? []).map((root) => (
          <RootRow
            key={root.rootId} root={root} isWatched={watchOf(root.path) !== null} isWritable={isWritable}
            onMove={() => act(async () => setJobId((await chooseNewPlace(root.path, isWhole)) ?? jobId))} onWatch={() => act(() => watchFolder(root.path))}
          />
        ))}
      </ul>
      {(roots.data?.length ?? 0) > 0 && isWritable && <CheckField label={t("roots.whole")} isChecked={isWhole} onChange={setWhole} />}
      <div className={css["head"]}>
        <h3>{t("roots.watched")}</h3>
        {isWritable && <Button size="small" icon={<Eye size={14} aria-hidden />} onClick={() => act(watchChosenFolders)} data-testid="watch-other">{t("roots.watchOther")}</Button>}
      </div>
      <ErrorNotice error={watches.error} />
      {watches.data?.length === 0 && <p className={css["quiet"]}>{t("roots.watchNone")}</p>}
      <ul className={css["list"]} aria-label={t("roots.watched")}>
        {(watches.data ?? []).map((watch) => (
          <WatchRow key={watch.watchId} watch={watch} isWritable={isWritable} onStop={() => act(() => stopWatching(watch.watchId))} onAgain={() => act(() => watchFolder(watch.path))} />
        ))}
      </ul>
    </Dialog>
  );
}

interface RootRowProps {
  readonly root: Root;
  readonly isWatched: boolean;
  readonly isWritable: boolean;
  readonly onMove: () => void;
  readonly onWatch: () => void;
}

function RootRow({ root, isWatched, isWritable, onMove, onWatch }: RootRowProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const { path, fileCount, offlineMs } = root;
  return (
    <li className={css["row"]} data-testid={`root-${root.rootId}`} data-state={offlineMs === null ? "online" : "offline"}>
      {offlineMs === null ? <HardDrive size={15} aria-hidden className={css["ok"]} /> : <Unplug size={15} aria-hidden className={css["away"]} />}
      <div className={css["facts"]}>
        <p className={css["path"]}><bdi>{path}</bdi></p>
        <p className={`${css["quiet"] ?? ""} digits`}>
          {t("roots.files", { count: fileCount })} · <span className={offlineMs === null ? undefined : css["away"]}>{offlineMs === null ? t("roots.online") : t("roots.offline", { since: displayTime(offlineMs, timezone).slice(0, 19) })}</span>
        </p>
      </div>
      {isWritable && <Button size="small" kind={offlineMs === null ? "quiet" : "plain"} icon={<FolderInput size={14} aria-hidden />} onClick={onMove}>{t("roots.move")}</Button>}
      {isWritable && !isWatched && offlineMs === null && <Button size="small" kind="quiet" icon={<Eye size={14} aria-hidden />} onClick={onWatch}>{t("roots.watch")}</Button>}
    </li>
  );
}

function WatchRow({ watch, isWritable, onStop, onAgain }: { readonly watch: Watch; readonly isWritable: boolean; readonly onStop: () => void; readonly onAgain: () => void }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const time = (epochMs: number): string => displayTime(epochMs, timezone).slice(0, 19);
  const isAway = watch.state === "offline" || watch.state === "ended";
  return (
    <li className={css["row"]} data-testid={`watch-${watch.watchId}`} data-state={watch.state}>
      {isAway ? <EyeOff size={15} aria-hidden className={css["away"]} /> : <Eye size={15} aria-hidden className={css["ok"]} />}
      <div className={css["facts"]}>
        <p className={css["path"]}><bdi>{watch.path}</bdi></p>
        <p className={`${css["quiet"] ?? ""} digits`}>
          <span className={isAway ? css["away"] : undefined}>{t(`roots.state.${watch.state}`, { since: watch.offlineMs === null ? "" : time(watch.offlineMs) })}</span>
          {" · "}{t("roots.taken", { count: watch.takenCount })}
          {watch.waitingCount > 0 && <> · {t("roots.waiting", { count: watch.waitingCount })}</>}
        </p>
        {watch.lastFile !== null && watch.lastTakenMs !== null && <p className={`${css["quiet"] ?? ""} digits`}>{t("roots.last", { file: splitPath(watch.lastFile).name, at: time(watch.lastTakenMs) })}</p>}
      </div>
      {isWritable && watch.state === "ended" && <Button size="small" onClick={onAgain}>{t("roots.again")}</Button>}
      {isWritable && <Button size="small" kind="quiet" onClick={onStop} data-testid={`watch-stop-${watch.watchId}`}>{t("roots.unwatch")}</Button>}
    </li>
  );
}

/** How far the comparison is, and what did not move. */
function MoveOutcome({ jobId }: { readonly jobId: number | null }) {
  const { t } = useWords();
  const job = useJob(jobId);
  if (job === null) return null;
  const result = job.state === "done" ? moveResultFrom(job.result) : null;
  if (!isJobOver(job.state) || result === null) return <JobRow job={job} />;
  const left = result.problems;
  return (
    <Notice tone={left.length === 0 ? "ok" : "warn"} testId="move-outcome">
      <p>{t("roots.moved", { moved: result.files.moved, found: result.files.found, to: result.to })}</p>
      {left.length > 0 && <p>{t("roots.notMoved", { count: left.length })}</p>}
      <ul>{left.slice(0, NAMED_MAX).map(({ path, code }) => <li key={path}><bdi>{path}</bdi> · {t(`roots.${code}`)}</li>)}</ul>
    </Notice>
  );
}
