// One statement beside the footage: the words, the time they speak of, what was observed around it, the finding with the pins that
// show it, earlier findings, and how much of that time was covered.

import { Eye, Pencil, X } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Pin } from "../../contract/model.ts";
import type { CaseView, Statement } from "../../contract/reconstruction.ts";
import { goTo } from "../app/go-to.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { textFromMachineTime } from "../history/machine-time.ts";
import { startToldObservation } from "../reconstruct/observe-store.ts";
import { useView } from "../state/view-store.ts";
import { CoveredCheck } from "./covered-check.tsx";
import { FindingMark } from "./finding-mark.tsx";
import { ObservedAround } from "./observed-around.tsx";
import { removeStatement } from "./statement-acts.ts";
import { useStatementDraft } from "./statement-draft.ts";
import css from "./statements.module.css";

interface StatementRowProps {
  readonly statement: Statement;
  readonly file: CaseView;
  readonly isWritable: boolean;
}

export function StatementRow({ statement, file, isWritable }: StatementRowProps) {
  const { t } = useWords();
  const open = useStatementDraft((s) => s.open);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const { statementId, speaker, fromMs, toMs, assessments } = statement;
  const [isChecking, setChecking] = useState(false);
  const { pins } = file;
  const shown = pins.filter((pin) => statement.pinIds.includes(pin.pinId));
  return (
    <li className={css["statement"]} data-testid={`statement-row-${statementId}`}>
      <div className={css["head"]}><b>{speaker}</b><small>{t(`common:testimony.${statement.kind}`)}</small><FindingMark finding={statement.finding} /></div>
      <p className={css["words"]}>{statement.text}</p>
      <StatementTimes statement={statement} />
      {fromMs !== null && <ObservedAround file={file} fromMs={fromMs} toMs={toMs ?? fromMs} />}
      <PinLinks pinIds={statement.pinIds} pins={pins} />
      {statement.note !== null && <p className={css["note"]}>{statement.note}</p>}
      {assessments.length > 1 && <EarlierFindings assessments={assessments.slice(0, -1)} pins={pins} />}
      {fromMs !== null && toMs !== null && (
        <details onToggle={(event) => setChecking(event.currentTarget.open)} data-testid={`statement-check-${statementId}`}>
          <summary>{t("statements.check")}</summary>
          {isChecking && <CoveredCheck key={`${fromMs} ${toMs}`} fromMs={fromMs} toMs={toMs} cameraIds={shown.map((pin) => pin.cameraId)} />}
        </details>
      )}
      {isWritable && (
        <div className={css["acts"]}>
          <Button size="small" onClick={() => open({ kind: "assess", statementId, pinId: null })} data-testid={`assess-${statementId}`}>{t("statements.assess")}</Button>
          {file.exhibits.length > 0 && <IconButton size="small" label={t("statements.observe", { speaker })} icon={<Eye size={14} aria-hidden />} onClick={() => startToldObservation(statement)} data-testid={`statement-observe-${statementId}`} />}
          <IconButton size="small" label={t("statements.edit", { speaker })} icon={<Pencil size={13} aria-hidden />} onClick={() => open({ kind: "edit", statementId })} data-testid={`statement-edit-${statementId}`} />
          <IconButton size="small" label={t("statements.remove", { speaker })} icon={<X size={14} aria-hidden />} data-testid={`statement-remove-${statementId}`}
            onClick={() => { removeStatement(statement).catch((thrown: unknown) => setError(factsFromError(thrown))); }} />
        </div>
      )}
      <ErrorNotice error={error} />
    </li>
  );
}

function StatementTimes({ statement: { fromMs, toMs, madeMs } }: { readonly statement: Statement }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const goMs = fromMs ?? toMs;
  return (
    <>
      <p className={css["meta"]}>
        {t("statements.speaksOf")} {goMs === null ? t("statements.noTime") : (
          <button type="button" className={css["go"]} onClick={() => goTo(goMs, null)}>
            <TimeStamp atMs={goMs} timezone={timezone} />{fromMs !== null && toMs !== null && <> → <TimeStamp atMs={toMs} timezone={timezone} hasDate={false} hasZone={false} /></>}
          </button>
        )}
      </p>
      {madeMs !== null && <p className={css["meta"]}>{t("statements.madeAt")} <TimeStamp atMs={madeMs} timezone={timezone} /></p>}
    </>
  );
}

function PinLinks({ pinIds, pins }: { readonly pinIds: readonly number[]; readonly pins: readonly Pin[] }) {
  const { t } = useWords();
  const timezone = useTimezone();
  if (pinIds.length === 0) return null;
  return (
    <ul className={css["pins"]}>
      {pinIds.map((pinId) => {
        const pin = pins.find((one) => one.pinId === pinId);
        if (pin === undefined) return <li key={pinId} className={css["gone"]}>{t("statements.pinGone", { pinId })}</li>;
        const go = (): void => {
          useView.getState().selectPin(pinId);
          goTo(pin.startMs, pin.cameraId);
        };
        return <li key={pinId}><button type="button" className={css["go"]} onClick={go}>{pin.title} · <TimeStamp atMs={pin.startMs} timezone={timezone} cameraMs={pin.cameraStartMs} uncertaintyMs={pin.uncertaintyMs} /></button></li>;
      })}
    </ul>
  );
}

function EarlierFindings({ assessments, pins }: { readonly assessments: Statement["assessments"]; readonly pins: readonly Pin[] }) {
  const { t } = useWords();
  const timezone = useTimezone();
  return (
    <details>
      <summary>{t("statements.history", { count: assessments.length })}</summary>
      <ol>
        {assessments.map((one) => (
          <li key={one.assessmentId}>
            <FindingMark finding={one.finding} /> <span className={css["meta"]}>{one.by} · {textFromMachineTime(one.createdMs, timezone)}</span>
            {one.note !== null && <p className={css["note"]}>{one.note}</p>}
            <PinLinks pinIds={one.pinIds} pins={pins} />
          </li>
        ))}
      </ol>
    </details>
  );
}
