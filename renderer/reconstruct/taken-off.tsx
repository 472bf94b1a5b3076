// What was taken off the case or withdrawn, with its way back: exhibits, observations, people and vehicles.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { reinstateObservation, restoreExhibit, restoreSubject } from "./reconstruct-acts.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

export function TakenOff({ caseId }: { readonly caseId: number }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const found = useQuery("exhibits.takenOff", { caseId }, { topics: ["cases", "clocks"] }).data;
  if (found === null) return null;
  const rows = [
    ...found.exhibits.map((one) => ({ key: `exhibit-${one.exhibitId}`, text: one.name, back: t("exhibitCard.restore"), act: () => restoreExhibit(one.exhibitId) })),
    ...found.subjects.map((one) => ({ key: `subject-${one.subjectId}`, text: `${one.label} · ${t(`common:subject.${one.kind}`)}`, back: t("exhibitCard.restore"), act: () => restoreSubject(one.subjectId) })),
    ...found.observations.map((one) => ({
      key: `observation-${one.firstId}`,
      text: `${[words.time(one.atMs), t(`common:observation.${one.state}`), one.count].filter((part) => part !== null).join(" · ")} — ${t("exhibitCard.withdrawn", { reason: one.reason ?? t("exhibitCard.byUndo") })}`,
      back: t("exhibitCard.putBackThis"), act: () => reinstateObservation(one.observationId, t("exhibitCard.putBackThis")),
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <details className={css["part"]} data-testid="taken-off">
      <summary>{t("exhibitCard.takenOff", { count: rows.length })}</summary>
      {rows.map(({ key, text, back, act }) => (
        <div key={key} className={css["row"]} data-list-row>
          <span className={css["grow"]}>{text}</span>
          <Button size="small" aria-label={`${back}: ${text}`} onClick={() => { act().then(() => setError(null), (thrown: unknown) => setError(factsFromError(thrown))); }} data-testid={`put-back-${key}`}>{back}</Button>
        </div>
      ))}
      <ErrorNotice error={error} />
    </details>
  );
}
