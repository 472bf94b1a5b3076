// Tries the library's own name patterns on a folder before anything is indexed: which rule reads what from which name. The patterns
// themselves are edited in their file, with any editor.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { splitPath } from "../../contract/path-text.ts";
import { displayTime } from "../../contract/time-text.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useTimezone } from "../engine/library.ts";
import { sentenceFromCode, useWords } from "../i18n.ts";
import css from "./files.module.css";

const FILES_MAX = 300;

export function PatternsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const [paths, setPaths] = useState<readonly string[]>([]);
  const [answer, setAnswer] = useState<OutputOf<"patterns.preview"> | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const run = (work: () => Promise<void>): void => {
    setError(null);
    work().catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  const tryOn = async (folders: readonly string[]): Promise<void> => {
    if (folders.length === 0) return;
    setPaths(folders);
    setAnswer(await call("patterns.preview", { paths: [...folders], limit: FILES_MAX }));
  };
  return (
    <Dialog title={t("patterns.title")} onClose={onClose} widthPx={1000} testId="patterns-dialog" footer={<Button onClick={onClose}>{t("words.close")}</Button>}>
      <p className={css["quiet"]}>{t("patterns.what")}</p>
      <div className={css["buttons"]}>
        <Button kind="primary" onClick={() => run(async () => tryOn(await window.quayline.chooseFolders(t("patterns.chooseTitle"))))} data-testid="patterns-choose">{t("patterns.choose")}</Button>
        {paths.length > 0 && <Button onClick={() => run(() => tryOn(paths))}>{t("patterns.again")}</Button>}
        <Button onClick={() => run(async () => window.quayline.openPath((await call("patterns.file", {})).path))} data-testid="patterns-edit">{t("patterns.edit")}</Button>
      </div>
      <ErrorNotice error={error} />
      {answer !== null && <p className={css["quiet"]}>{answer.patterns.length === 0 ? t("patterns.noOwn") : t("patterns.own", { names: answer.patterns.join(", ") })}{!answer.isWhole && <> · {t("patterns.first", { count: answer.files.length })}</>}</p>}
      {answer?.files.length === 0 && <p>{t("patterns.none")}</p>}
      {answer !== null && answer.files.length > 0 && (
        <div className={css["details"]} tabIndex={0} role="region" aria-label={t("patterns.title")}>
          <table data-testid="patterns-table">
            <thead><tr>{(["name", "rule", "start", "camera", "problems"] as const).map((column) => <th key={column} scope="col">{t(`patterns.column.${column}`)}</th>)}</tr></thead>
            <tbody>
              {answer.files.map((file) => (
                <tr key={file.path}>
                  <td className={css["raw"]} title={file.path}><bdi>{splitPath(file.path).name}</bdi></td><td>{file.rule ?? t("patterns.noRule")}</td>
                  <td className="digits">{file.startMs === null ? "–" : displayTime(file.startMs, timezone).slice(0, 19)}</td><td>{file.cameraId}</td>
                  <td>{file.problems.map(({ code, params }) => sentenceFromCode("problems", code, params).message).join(" ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}
