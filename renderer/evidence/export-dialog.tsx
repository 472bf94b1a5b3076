// Writing the evidence bundle of a case: a few choices, the job with its facts, and what left the building: path, files,
// the fingerprint to compare. Closing the dialog does not stop the job; it goes on in the tray.

import { FolderOutput, Package } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { isJobOver } from "../../contract/jobs.ts";
import type { InputOf } from "../../contract/methods.ts";
import { langs, type Lang } from "../../resources/locales/locales.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { CheckField, ChoiceField, FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary } from "../engine/library.ts";
import { useLang, useWords } from "../i18n.ts";
import { JobRow } from "../jobs/job-row.tsx";
import { useJob, useJobs } from "../jobs/jobs-store.ts";
import { ExportResultView } from "./export-result.tsx";
import { exportResultFrom } from "./job-results.ts";
import css from "./evidence.module.css";

type Clips = NonNullable<InputOf<"bundle.export">["clips"]>;

/** Shorter ones are refused by the engine. */
const PASSPHRASE_MIN_LENGTH = 8;

export function ExportDialog({ caseId, onClose }: { readonly caseId: number; readonly onClose: () => void }) {
  const { t } = useWords();
  const running = useJobs((s) => [...s.jobs.values()].find((job) => job.kind === "export" && job.subjectId === caseId && !isJobOver(job.state))?.jobId ?? null);
  const [startedId, setStartedId] = useState<number | null>(null);
  const job = useJob(startedId ?? running);
  const result = job?.state === "done" ? exportResultFrom(job.result) : null;
  if (job === null) return <ExportForm caseId={caseId} onStarted={setStartedId} onClose={onClose} />;
  return (
    <Dialog title={t("export.title")} onClose={onClose} widthPx={600} testId="export-dialog" footer={<Button kind={result === null ? "plain" : "primary"} onClick={onClose}>{t("words.close")}</Button>}>
      {result === null ? <JobRow job={job} /> : <ExportResultView result={result} />}
      {!isJobOver(job.state) && <p>{t("export.goesOn")}</p>}
    </Dialog>
  );
}

interface ExportFormProps {
  readonly caseId: number;
  readonly onStarted: (jobId: number) => void;
  readonly onClose: () => void;
}

function ExportForm({ caseId, onStarted, onClose }: ExportFormProps) {
  const { t } = useWords();
  const windowLang = useLang();
  const exportsPath = useLibrary().data?.exportsPath ?? "";
  const [outPath, setOutPath] = useState<string | null>(null);
  const [lang, setLang] = useState<Lang>(windowLang);
  const [clips, setClips] = useState<Clips>("original");
  const [zip, setZip] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const isPassphraseBad = passphrase !== "" && passphrase.length < PASSPHRASE_MIN_LENGTH;
  const start = (): void => {
    if (isPassphraseBad) return;
    setError(null);
    withActor(() => call("bundle.export", { caseId, outPath, clips, zip: zip || passphrase !== "", passphrase: passphrase === "" ? null : passphrase, lang }))
      .then(({ jobId }) => onStarted(jobId), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const chooseTarget = async (): Promise<void> => {
    const chosen = await window.quayline.chooseNewFolder(t("export.chooseTarget"), exportsPath);
    if (chosen !== null) setOutPath(chosen);
  };
  return (
    <Dialog
      title={t("export.title")} onClose={onClose} onSubmit={start} widthPx={600} testId="export-dialog"
      footer={<>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" icon={<Package size={15} aria-hidden />} disabled={isPassphraseBad} data-testid="export-start">{t("export.start")}</Button>
      </>}
    >
      <p>{t("export.what")}</p>
      <ChoiceField
        label={t("export.clips")} value={clips} onChange={setClips}
        options={(["original", "cut", "both"] as const).map((value) => ({ value, label: t(`export.clipsOf.${value}.label`), hint: t(`export.clipsOf.${value}.hint`) }))}
      />
      <FieldRow>
        <SelectField label={t("export.lang")} value={lang} onChange={setLang} options={langs.map((value) => ({ value, label: t(`lang.${value}`) }))} />
        <TextField
          label={t("export.passphrase")} isOptional type="password" autoComplete="new-password" value={passphrase} onChange={setPassphrase}
          bad={isPassphraseBad ? t("export.passphraseShort", { count: PASSPHRASE_MIN_LENGTH }) : null} hint={t("export.passphraseHint")}
        />
      </FieldRow>
      <CheckField label={t("export.zip")} hint={t("export.zipHint")} isChecked={zip || passphrase !== ""} onChange={setZip} />
      <div>
        <p>{t("export.target")}</p>
        <p className={css["path"]}>{outPath ?? t("export.defaultTarget", { path: exportsPath })}</p>
        <p className={css["choose"]}>
          <Button kind="quiet" size="small" icon={<FolderOutput size={14} aria-hidden />} onClick={() => void chooseTarget()}>{t("export.otherTarget")}</Button>
        </p>
      </div>
      <ErrorNotice error={error} />
    </Dialog>
  );
}
