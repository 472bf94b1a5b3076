// Files with something wrong: which, what, and what to do; of one camera or of the whole library. Worst first, in parts,
// because a library may have a hundred thousand of them. Nothing is left out.

import { ChevronLeft, ChevronRight, FileWarning, FileX, Info } from "lucide-react";
import { useState } from "react";
import type { FileFilter } from "../../contract/file-filter.ts";
import type { FootageFile } from "../../contract/model.ts";
import { splitPath } from "../../contract/path-text.ts";
import { isProblemCode, PROBLEM_WEIGHTS, problemWeights, type ProblemWeight } from "../../contract/problems.ts";
import { displayTime } from "../../contract/time-text.ts";
import { Button, IconButton } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { sentenceFromCode, useWords } from "../i18n.ts";
import { openFiles, openProblems } from "./add-footage.ts";
import css from "./library.module.css";

const PART_COUNT = 100;
const SHAPES = { unreadable: FileX, doubtful: FileWarning, notice: Info };

interface ProblemsDialogProps {
  readonly cameraId: string | null;
  /** Only the files behind a gap of that camera. */
  readonly behind: FileFilter["behind"];
  readonly onClose: () => void;
}

export function ProblemsDialog({ cameraId, behind, onClose }: ProblemsDialogProps) {
  const { t } = useWords();
  const [weight, setWeight] = useState<ProblemWeight | null>(null);
  const [offset, setOffset] = useState(0);
  const answer = useQuery("files.problems", { cameraId, behind, weight, offset, limit: PART_COUNT }, { topics: ["files"] });
  const camera = useQuery("cameras.list", cameraId === null ? null : {}, { topics: ["cameras"] }).data?.find((c) => c.cameraId === cameraId);
  const counts = answer.data?.counts;
  const shownWeights = problemWeights.filter((one) => (counts?.[one] ?? 0) > 0);
  const total = counts === undefined ? 0 : weight === null ? problemWeights.reduce((sum, one) => sum + counts[one], 0) : counts[weight];
  const choose = (next: ProblemWeight): void => {
    setWeight(weight === next ? null : next);
    setOffset(0);
  };
  return (
    <Dialog
      title={behind !== null ? t("files.behindGap", { camera: camera?.name ?? cameraId ?? "" }) : cameraId === null ? t("problems.title") : t("problems.titleOf", { camera: camera?.name ?? cameraId })} onClose={onClose} widthPx={880} testId="problems-dialog"
      footer={<>
        <Button onClick={() => openFiles({ cameraId, behind, problem: behind === null ? "any" : null })} data-testid="problems-as-table">{t("files.asTable")}</Button>
        {cameraId !== null && behind !== null && <Button onClick={() => openProblems(cameraId)}>{t("files.wholeCamera")}</Button>}
        {cameraId !== null && <Button onClick={() => openProblems(null)}>{t("problems.all")}</Button>}
        <Button onClick={onClose}>{t("words.close")}</Button>
      </>}
    >
      <p className={css["quiet"]}>{t("problems.what")}</p>
      <div className={css["counts"]} role="group" aria-label={t("problems.filter")}>
        {shownWeights.map((one) => {
          const Shape = SHAPES[one];
          return (
            <Button key={one} size="small" kind="quiet" className={css[one]} aria-pressed={weight === one} disabled={shownWeights.length === 1} icon={<Shape size={14} aria-hidden />} onClick={() => choose(one)}>
              <span className="digits">{t(`problems.weight.${one}`, { count: counts?.[one] ?? 0 })}</span>
            </Button>
          );
        })}
      </div>
      <ErrorNotice error={answer.error} />
      {counts !== undefined && total === 0 && <p>{t("problems.none")}</p>}
      <ul className={css["problems"]}>{(answer.data?.files ?? []).map((file) => <FileProblems key={file.fileId} file={file} />)}</ul>
      {total > PART_COUNT && <Parts offset={offset} total={total} onOffset={setOffset} />}
    </Dialog>
  );
}

function Parts({ offset, total, onOffset }: { readonly offset: number; readonly total: number; readonly onOffset: (offset: number) => void }) {
  const { t } = useWords();
  return (
    <nav className={css["parts"]} aria-label={t("problems.parts")}>
      <IconButton size="small" icon={<ChevronLeft size={14} aria-hidden />} label={t("problems.before")} disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - PART_COUNT))} />
      <span className="digits" role="status">{t("problems.part", { from: offset + 1, to: Math.min(total, offset + PART_COUNT), count: total })}</span>
      <IconButton size="small" icon={<ChevronRight size={14} aria-hidden />} label={t("problems.after")} disabled={offset + PART_COUNT >= total} onClick={() => onOffset(offset + PART_COUNT)} />
    </nav>
  );
}

/** What an unreadable file says it holds: the stretch of its name, in the camera's own time. */
function claimOf(file: FootageFile): { readonly startMs: number; readonly endMs: number } | null {
  if (file.startMs !== null) return null;
  const claim = file.time.candidates.find((candidate) => candidate.startMs !== null && candidate.endMs !== null && candidate.startMs < candidate.endMs);
  return claim === undefined ? null : { startMs: claim.startMs!, endMs: claim.endMs! };
}

function FileProblems({ file }: { readonly file: FootageFile }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const { folder, name } = splitPath(file.path);
  const claim = claimOf(file);
  return (
    <li data-testid={`problem-file-${file.fileId}`}>
      <p className={css["file"]}><b>{name}</b> <span>{folder}</span></p>
      {claim !== null && <p className={`${css["claim"] ?? ""} digits`}>{t("problems.claim", { from: displayTime(claim.startMs, timezone).slice(0, 19), to: displayTime(claim.endMs, timezone).slice(0, 19) })}</p>}
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
