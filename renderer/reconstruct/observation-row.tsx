// One observation: what it shows and when, one click from its frame; corrected and withdrawn with a reason, with its revisions.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit, Observation } from "../../contract/model.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { goTo } from "../app/go-to.ts";
import { Button } from "../design/button.tsx";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { ObserveForm } from "./observe-form.tsx";
import { withdrawObservation } from "./reconstruct-acts.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import caseCss from "../case/case-panel.module.css";
import css from "./reconstruct.module.css";

interface ObservationRowProps {
  readonly observation: Observation;
  readonly exhibit: Exhibit;
  /** Of its case: whom and what it may name or rest on. */
  readonly file: Pick<CaseView, "subjects" | "statements">;
  readonly isWritable: boolean;
}

export function ObservationRow({ observation, exhibit, file, isWritable }: ObservationRowProps) {
  const { t } = useWords();
  const words = useReconstructWords();
  const [open, setOpen] = useState<"revise" | "withdraw" | "history" | null>(null);
  const toggle = (what: typeof open): void => setOpen((now) => (now === what ? null : what));
  const { state, count, holder, container, place, cameraId, note } = observation;
  const details = [count === null ? null : t("exhibits.count", { count }), holder, container, place, cameraId === null ? null : words.camera(cameraId), note].filter((text) => text !== null);
  return (
    <li data-testid={`observation-${observation.firstId}`}>
      <button type="button" className={`${caseCss["observation"] ?? ""} ${caseCss[state] ?? ""}`} onClick={() => goTo(observation.atMs, cameraId)}>
        <span className="digits">{words.time(observation.atMs, observation.uncertaintyMs)}{observation.toMs !== null && ` → ${words.time(observation.toMs)}`}</span>
        <span className={caseCss["what"]}>{[t(`common:observation.${state}`), ...details].join(" · ")}{observation.statementId !== null && ` · ${t("loss.statement")}`}</span>
      </button>
      <div className={css["acts"]}>
        {isWritable && <button type="button" className={css["link"]} aria-expanded={open === "revise"} onClick={() => toggle("revise")}>{t("exhibitCard.reviseThis")}</button>}
        {isWritable && <button type="button" className={css["link"]} aria-expanded={open === "withdraw"} onClick={() => toggle("withdraw")}>{t("exhibitCard.withdrawThis")}</button>}
        {observation.revisesId !== null && <button type="button" className={css["link"]} aria-expanded={open === "history"} onClick={() => toggle("history")}>{t("exhibitCard.history")}</button>}
      </div>
      {open === "revise" && <ObserveForm exhibits={[exhibit]} subjects={file.subjects} statements={file.statements} exhibit={exhibit} on={{ former: observation }} last={null} onClose={() => setOpen(null)} />}
      {open === "withdraw" && <WithdrawForm exhibit={exhibit} observation={observation} onClose={() => setOpen(null)} />}
      {open === "history" && <Revisions observationId={observation.observationId} />}
    </li>
  );
}

function WithdrawForm({ exhibit, observation, onClose }: Pick<ObservationRowProps, "exhibit" | "observation"> & { readonly onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const save = (): void => {
    if (reason.trim() === "") return;
    withdrawObservation(exhibit, observation.observationId, reason.trim()).then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form className={caseCss["form"]} aria-label={t("exhibitCard.withdraw")} onKeyDown={(event) => { event.stopPropagation(); if (event.key === "Escape") onClose(); }} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <TextField label={t("exhibitCard.withdrawReason")} value={reason} onChange={setReason} autoFocus data-testid="withdraw-reason" />
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={reason.trim() === ""}>{t("exhibitCard.withdraw")}</Button>
      </footer>
    </form>
  );
}

function Revisions({ observationId }: { readonly observationId: number }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const revisions = useQuery("observations.history", { observationId }, { topics: ["cases", "clocks"] }).data ?? [];
  return (
    <ol className={css["small"]} aria-label={t("exhibitCard.historyOf")}>
      {revisions.map((one) => (
        <li key={one.observationId}>
          {[words.time(one.atMs), t(`common:observation.${one.state}`), one.count, one.by].filter((part) => part !== null).join(" · ")}
          {one.revisesId !== null && ` — ${one.isWithdrawn ? t("exhibitCard.withdrawn", { reason: one.reason ?? t("exhibitCard.byUndo") }) : (one.reason ?? t("exhibitCard.byUndo"))}`}
        </li>
      ))}
    </ol>
  );
}
