// What footage says of "this did not happen between A and B": how much of the time was covered and how much watched. Never a yes.

import { useState } from "react";
import type { Elimination } from "../../contract/continuity.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { asTrueMs } from "../../contract/time.ts";
import { Button } from "../design/button.tsx";
import type { FieldTime } from "../design/field-time.ts";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { call } from "../engine/engine-client.ts";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { listed, useWords } from "../i18n.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

interface EliminationPartProps {
  /** What the form proposes: an interval of loss, where there is one. */
  readonly proposed: { readonly fromMs: number; readonly toMs: number } | null;
}

export function EliminationPart({ proposed }: EliminationPartProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const words = useReconstructWords();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] }).data ?? [];
  const [claim, setClaim] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [fromMs, setFromMs] = useState<FieldTime>(proposed?.fromMs ?? null);
  const [toMs, setToMs] = useState<FieldTime>(proposed?.toMs ?? null);
  const [answer, setAnswer] = useState<Elimination | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const isOrderBad = typeof fromMs === "number" && typeof toMs === "number" && fromMs >= toMs;
  const isReady = chosen.size > 0 && typeof fromMs === "number" && typeof toMs === "number" && !isOrderBad;
  const ask = (): void => {
    if (!isReady) return;
    call("continuity.eliminate", { cameraIds: [...chosen], fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs) })
      .then((found) => { setAnswer(found); setError(null); }, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const nowMs = proposed?.fromMs ?? Date.now();
  return (
    <details className={css["part"]} data-testid="elimination">
      <summary>{t("eliminate.heading")}</summary>
      <p className={css["teach"]}>{t("eliminate.teach")}</p>
      <form aria-label={t("eliminate.heading")} onKeyDown={(event) => event.stopPropagation()} onSubmit={(event) => { event.preventDefault(); ask(); }}>
        <TextField label={t("eliminate.claim")} placeholder={t("eliminate.claimHint")} value={claim} onChange={setClaim} />
        <fieldset className={css["states"]}>
          <legend className={css["teach"]}>{t("eliminate.cameras")}</legend>
          <div className={css["cameras"]}>
            {cameras.map(({ cameraId }) => (
              <label key={cameraId}>
                <input type="checkbox" checked={chosen.has(cameraId)} onChange={() => setChosen((now) => new Set(now.has(cameraId) ? [...now].filter((id) => id !== cameraId) : [...now, cameraId]))} />
                {words.camera(cameraId)}
              </label>
            ))}
          </div>
        </fieldset>
        <TimeField label={t("eliminate.from")} initialMs={proposed?.fromMs ?? null} nowMs={nowMs} timezone={timezone} onChange={setFromMs} />
        <TimeField label={t("eliminate.to")} initialMs={proposed?.toMs ?? null} nowMs={nowMs} timezone={timezone} onChange={setToMs} />
        {(isOrderBad || chosen.size === 0) && <p className={css["teach"]}>{isOrderBad ? t("eliminate.orderBad") : t("eliminate.pick")}</p>}
        <ErrorNotice error={error} />
        <Button size="small" type="submit" disabled={!isReady}>{t("eliminate.ask")}</Button>
      </form>
      {answer !== null && <EliminationAnswer answer={answer} claim={claim} />}
    </details>
  );
}

/** Rounded down: 99.9 % is not all of it. */
const percentOf = (share: number): string => String(Math.floor(share * 1000) / 10);

function EliminationAnswer({ answer, claim }: { readonly answer: Elimination; readonly claim: string }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const { longestUncovered, longestUnwatched } = answer;
  const lengthOf = (range: { readonly startMs: number; readonly endMs: number }): string => words.length(range.endMs - range.startMs);
  return (
    <div className={css["small"]} role="status" data-testid="elimination-answer">
      <p>{t("eliminate.answer", { claim, from: words.time(answer.fromMs), to: words.time(answer.toMs) })}</p>
      <p>{t("eliminate.covered", { percent: percentOf(answer.coveredShare), length: words.length(answer.coveredMs), cameras: listed(answer.cameraIds.map((id) => words.camera(id))) })}</p>
      <p>{longestUncovered === null ? t("eliminate.uncoveredNone") : t("eliminate.uncovered", { length: lengthOf(longestUncovered), from: words.time(longestUncovered.startMs), to: words.time(longestUncovered.endMs) })}</p>
      <p>{answer.watchedMs === 0 ? t("eliminate.watchedNone") : t("eliminate.watched", { percent: percentOf(answer.watchedShare), length: words.length(answer.watchedMs), names: listed(answer.watchers.map(({ by }) => by ?? t("watched.unknown"))) })}</p>
      <p>{longestUnwatched === null ? t("eliminate.unwatchedNone") : t("eliminate.unwatched", { length: lengthOf(longestUnwatched), from: words.time(longestUnwatched.startMs) })}</p>
      <p>{t("eliminate.never")}</p>
    </div>
  );
}
