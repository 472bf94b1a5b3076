// Every file with something wrong: which, what, and what to do. Nothing is left out; a long list is shown in parts.

import { FileWarning, FileX, Info } from "lucide-react";
import { useState } from "react";
import type { FootageFile } from "../../contract/model.ts";
import { isProblemCode, PROBLEM_WEIGHTS, type ProblemWeight } from "../../contract/problems.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { sentenceFromCode, useWords } from "../i18n.ts";
import { fileWeight, splitPath, WEIGHT_ORDER } from "./problem-weight.ts";
import css from "./library.module.css";

const PART_COUNT = 200;
const SHAPES = { unreadable: FileX, doubtful: FileWarning, notice: Info };

export function ProblemsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const files = useQuery("files.list", { problemsOnly: true }, { topics: ["files"] });
  const [shownCount, setShownCount] = useState(PART_COUNT);
  const ordered = [...(files.data ?? [])].sort((a, b) => WEIGHT_ORDER.indexOf(fileWeight(a)) - WEIGHT_ORDER.indexOf(fileWeight(b)));
  const countOf = (weight: ProblemWeight): number => ordered.filter((file) => fileWeight(file) === weight).length;
  return (
    <Dialog title={t("problems.title")} onClose={onClose} widthPx={880} testId="problems-dialog" footer={<Button onClick={onClose}>{t("words.close")}</Button>}>
      <p className={css["quiet"]}>{t("problems.what")}</p>
      <p className={css["counts"]}>
        {WEIGHT_ORDER.filter((weight) => countOf(weight) > 0).map((weight) => {
          const Shape = SHAPES[weight];
          return <span key={weight} className={css[weight]}><Shape size={14} aria-hidden />{t(`problems.weight.${weight}`, { count: countOf(weight) })}</span>;
        })}
      </p>
      <ErrorNotice error={files.error} />
      {files.data?.length === 0 && <p>{t("problems.none")}</p>}
      <ul className={css["problems"]}>{ordered.slice(0, shownCount).map((file) => <FileProblems key={file.fileId} file={file} />)}</ul>
      {ordered.length > shownCount && <Button onClick={() => setShownCount(shownCount + PART_COUNT)}>{t("problems.more", { count: ordered.length - shownCount })}</Button>}
    </Dialog>
  );
}

function FileProblems({ file }: { readonly file: FootageFile }) {
  const { folder, name } = splitPath(file.path);
  return (
    <li data-testid={`problem-file-${file.fileId}`}>
      <p className={css["file"]}><b>{name}</b> <span>{folder}</span></p>
      {file.problems.map((problem) => {
        const weight: ProblemWeight = isProblemCode(problem.code) ? PROBLEM_WEIGHTS[problem.code] : "doubtful";
        const Shape = SHAPES[weight];
        const sentence = sentenceFromCode("problems", problem.code, problem.params);
        return (
          <div key={problem.code} className={`${css["problem"] ?? ""} ${css[weight] ?? ""}`}>
            <Shape size={14} aria-hidden />
            <div>
              <p>{sentence.message}</p>
              {sentence.fix !== null && <p className={css["fix"]}>{sentence.fix}</p>}
            </div>
          </div>
        );
      })}
    </li>
  );
}
