// What an export made: where it is, how much, and the fingerprint that proves it when compared by a separate way.

import { ExternalLink, FolderOpen, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useShell } from "../app/shell-store.ts";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { bytesText } from "../jobs/job-facts.ts";
import { groupedHash, indexPageOf, type ExportResult } from "./job-results.ts";
import css from "./evidence.module.css";

export function ExportResultView({ result }: { readonly result: ExportResult }) {
  const { t } = useWords();
  const open = useShell((s) => s.open);
  const [couldNotOpen, setCouldNotOpen] = useState(false);
  const attempt = (act: Promise<void>): void => {
    setCouldNotOpen(false);
    act.catch(() => setCouldNotOpen(true));
  };
  return (
    <div className={css["result"]} data-testid="export-result">
      <Notice tone={result.problems.length > 0 ? "warn" : "ok"}>
        {result.problems.length > 0 ? t("export.doneWithProblems", { count: result.problems.length }) : t("export.done")}
      </Notice>
      <dl className={css["facts"]}>
        <dt>{t("export.path")}</dt><dd>{result.bundle}</dd>
        <dt>{t("export.contents")}</dt><dd className="digits">{t("export.filesAndBytes", { count: result.files, bytes: bytesText(result.bytes) })}</dd>
        <dt>{t("export.fingerprint")}</dt><dd className={css["hash"]}>{groupedHash(result.tagmanifestSha256)}</dd>
      </dl>
      <p className={css["advice"]}>{t("export.compare")}</p>
      {result.problems.length > 0 && <ul className={css["list"]}>{result.problems.map((row) => <li key={`${row.path} ${row.code}`}><b>{row.code}</b>{row.path}</li>)}</ul>}
      <p className={css["choose"]}>
        <Button icon={<FolderOpen size={15} aria-hidden />} onClick={() => attempt(window.quayline.showInFolder(result.bundle))}>{t("export.show")}</Button>
        <Button icon={<ExternalLink size={15} aria-hidden />} onClick={() => attempt(window.quayline.openPath(indexPageOf(result.bundle)))}>{t("export.openIt")}</Button>
        <Button icon={<ShieldCheck size={15} aria-hidden />} onClick={() => open({ kind: "verify", path: result.bundle })} data-testid="verify-now">{t("export.verifyNow")}</Button>
      </p>
      {couldNotOpen && <Notice tone="warn">{t("export.couldNotOpen")}</Notice>}
    </div>
  );
}
