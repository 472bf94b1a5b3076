// What one file is: bytes, codec, fingerprint, what is wrong with it and what to do, and a playable copy where the window cannot
// play it. When it starts is file-details.tsx's.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { isJobOver } from "../../contract/jobs.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { sentenceFromCode, useWords } from "../i18n.ts";
import { bytesText } from "../jobs/job-facts.ts";
import { JobRow } from "../jobs/job-row.tsx";
import { useJob } from "../jobs/jobs-store.ts";
import type { FileRow } from "./file-table.tsx";
import css from "./files.module.css";

export function FileFacts({ file, isWritable }: { readonly file: FileRow; readonly isWritable: boolean }) {
  const { t } = useWords();
  const codecs = [file.container, file.videoCodec, file.audioCodec].filter((name) => name !== null).join(" · ");
  return (
    <>
      <p className={`${css["facts"] ?? ""} digits`}>
        <bdi>{file.path}</bdi><span>{bytesText(file.sizeBytes)}</span>{codecs !== "" && <span>{codecs}</span>}
        {file.widthPx !== null && <span>{file.widthPx}×{file.heightPx}</span>}
        <span className={css["hash"]}>{file.sha256 === null ? t("files.notHashed") : `SHA-256 ${file.sha256}`}</span>
      </p>
      {file.isOffline && <p className={css["warn"]}>{t("files.awayFix")}</p>}
      {file.problems.length > 0 && (
        <ul className={css["troubles"]} aria-label={t("files.problem")} data-testid="file-problems">
          {file.problems.map(({ code, params }, i) => {
            const { message, fix } = sentenceFromCode("problems", code, params);
            return <li key={i} data-code={code}>{message}{fix !== null && <> <span className={css["quiet"]}>{fix}</span></>}</li>;
          })}
        </ul>
      )}
      {file.playback === "copy" && <PlayableCopy key={file.fileId} file={file} isWritable={isWritable} />}
    </>
  );
}

/** By which container and codec no browser plays; the wall makes the same copy by itself where the file is looked at. */
function PlayableCopy({ file, isWritable }: { readonly file: FileRow; readonly isWritable: boolean }) {
  const { t } = useWords();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [jobId, setJobId] = useState<number | null>(null);
  const job = useJob(jobId);
  const isMaking = file.proxy === "making" || (job !== null && !isJobOver(job.state));
  const state = file.proxy === "none" && isMaking ? "making" : file.proxy;
  const make = (): void => {
    setError(null);
    call("proxy.request", { fileId: file.fileId }).then((made) => setJobId(made.jobId), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <div className={css["copy"]} data-testid="file-copy" data-state={state}>
      <span>{t(`files.copyState.${state}`, { codec: (file.videoCodec ?? "?").toUpperCase(), container: file.container ?? "?" })}</span>
      {isWritable && state === "none" && !file.isOffline && <Button size="small" onClick={make} data-testid="file-copy-make">{t("files.copyMake")}</Button>}
      {job !== null && file.proxy !== "ready" && <JobRow job={job} />}
      <ErrorNotice error={error} />
    </div>
  );
}
