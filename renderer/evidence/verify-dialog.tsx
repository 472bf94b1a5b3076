// Checking a bundle from anywhere: choose it, wait, read the verdict in plain words with every failed file by name.
// It proves that nothing changed since the fingerprint was made, and says that the fingerprint itself must be compared.

import { FileArchive, FolderOpen, ShieldAlert, ShieldCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { isJobOver } from "../../contract/jobs.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useWords, wordFromCode } from "../i18n.ts";
import { JobRow } from "../jobs/job-row.tsx";
import { useJob } from "../jobs/jobs-store.ts";
import { groupedHash, verifyResultFrom, type VerifyResult } from "./job-results.ts";
import css from "./evidence.module.css";

export function VerifyDialog({ path: givenPath, onClose }: { readonly path: string | null; readonly onClose: () => void }) {
  const { t } = useWords();
  const [path, setPath] = useState(givenPath);
  const [passphrase, setPassphrase] = useState("");
  const [jobId, setJobId] = useState<number | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const job = useJob(jobId);
  const result = job?.state === "done" ? verifyResultFrom(job.result) : null;
  const needsPassphrase = (error ?? job?.error)?.code === "passphrase-missing";

  const start = (bundlePath: string): void => {
    setPath(bundlePath);
    setJobId(null);
    setError(null);
    call("bundle.verify", { path: bundlePath, passphrase: passphrase === "" ? null : passphrase })
      .then((started) => setJobId(started.jobId), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  // "Verify now" brings its bundle along: nothing is left to choose. Once, even where effects run twice.
  const hasStarted = useRef(false);
  useEffect(() => {
    if (givenPath === null || hasStarted.current) return;
    hasStarted.current = true;
    start(givenPath);
  });
  const chooseFolder = async (): Promise<void> => {
    const [chosen] = await window.quayline.chooseFolders(t("verify.chooseTitle"));
    if (chosen !== undefined) start(chosen);
  };
  const chooseZip = async (): Promise<void> => {
    const [chosen] = await window.quayline.chooseFiles(t("verify.chooseTitle"), ["zip"]);
    if (chosen !== undefined) start(chosen);
  };
  return (
    <Dialog title={t("verify.title")} onClose={onClose} widthPx={640} testId="verify-dialog" footer={<Button onClick={onClose}>{t("words.close")}</Button>}>
      <p>{t("verify.what")}</p>
      <div className={css["choose"]}>
        <Button kind={path === null ? "primary" : "plain"} icon={<FolderOpen size={15} aria-hidden />} onClick={() => void chooseFolder()} data-testid="verify-choose-folder">{t("verify.folder")}</Button>
        <Button icon={<FileArchive size={15} aria-hidden />} onClick={() => void chooseZip()} data-testid="verify-choose-zip">{t("verify.zip")}</Button>
      </div>
      {path !== null && <p className={css["path"]}>{path}</p>}
      {needsPassphrase && path !== null && (
        <form onSubmit={(event) => { event.preventDefault(); start(path); }}>
          <TextField label={t("verify.passphrase")} type="password" autoComplete="off" value={passphrase} onChange={setPassphrase} autoFocus />
          <p className={css["choose"]}><Button type="submit" kind="primary">{t("verify.again")}</Button></p>
        </form>
      )}
      <ErrorNotice error={error} />
      {job !== null && (!isJobOver(job.state) || job.state !== "done") && <JobRow job={job} />}
      {result !== null && <VerifyResultView result={result} />}
    </Dialog>
  );
}

export function VerifyResultView({ result }: { readonly result: VerifyResult }) {
  const { t } = useWords();
  const Shape = result.ok ? ShieldCheck : ShieldAlert;
  return (
    <div className={css["result"]} data-testid="verify-result" data-ok={result.ok} role="status">
      <p className={`${css["verdict"] ?? ""} ${(result.ok ? css["good"] : css["bad"]) ?? ""}`}>
        <Shape size={22} aria-hidden />
        {result.ok ? t("verify.ok", { count: result.files }) : t("verify.failed", { count: result.failed.length })}
      </p>
      {result.failed.length > 0 && (
        <ul className={css["list"]} aria-label={t("verify.failedList")}>
          {result.failed.map((row) => (
            <li key={`${row.path} ${row.code}`} data-testid="verify-failed-row"><b>{wordFromCode("cli:findings", row.code)}</b>{row.path}</li>
          ))}
        </ul>
      )}
      {!result.ok && <p className={css["advice"]}>{t("verify.rest")}</p>}
      <dl className={css["facts"]}>
        <dt>{t("verify.custody")}</dt>
        <dd>{result.custody === null ? t("verify.custodyNone") : result.custody.ok ? t("verify.custodyOk", { count: result.custody.entries }) : t("verify.custodyBroken")}</dd>
        {result.signature !== null && <>
          <dt>{t("verify.signature")}</dt>
          <dd>{wordFromCode("window:verify.signatureState", result.signature.state)}{result.signature.fingerprint !== null && <span className={css["hash"]}> {groupedHash(result.signature.fingerprint)}</span>}</dd>
        </>}
        {result.tagmanifestSha256 !== null && <><dt>{t("export.fingerprint")}</dt><dd className={css["hash"]}>{groupedHash(result.tagmanifestSha256)}</dd></>}
      </dl>
      {result.extra.length > 0 && <>
        <p>{t("verify.extra", { count: result.extra.length })}</p>
        <ul className={css["list"]}>{result.extra.map((path) => <li key={path}>{path}</li>)}</ul>
      </>}
      {result.warnings.length > 0 && <>
        <p>{t("verify.warnings", { count: result.warnings.length })}</p>
        <ul className={css["list"]}>{result.warnings.map((row) => <li key={`${row.path} ${row.code}`}>{[wordFromCode("cli:findings", row.code), row.path].filter(Boolean).join(" · ")}</li>)}</ul>
      </>}
      {result.ok && <p className={css["advice"]}>{t("verify.compare")}</p>}
    </div>
  );
}
