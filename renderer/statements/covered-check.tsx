// For a claim that nothing happened: how much of the time that it speaks of chosen cameras covered, and how much of that
// was watched. Told in shares and longest holes, never as a yes.

import { useState } from "react";
import type { TrueMs } from "../../contract/time.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { goTo } from "../app/go-to.ts";
import { useOrderWords } from "../clocks/use-order-words.ts";
import { CheckField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import css from "./statements.module.css";

/** Rounded down: 100 only where nothing is missing. */
const percentOf = (share: number): number => Math.floor(share * 1000) / 10;

interface CoveredCheckProps {
  readonly fromMs: TrueMs;
  readonly toMs: TrueMs;
  /** Chosen at first: those of the pins that show it. */
  readonly cameraIds: readonly string[];
}

export function CoveredCheck({ fromMs, toMs, cameraIds }: CoveredCheckProps) {
  const { t } = useWords();
  const say = useOrderWords();
  const words = useReconstructWords();
  const [chosen, setChosen] = useState<readonly string[]>([...new Set(cameraIds)]);
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras"] }).data ?? [];
  const answer = useQuery("continuity.eliminate", chosen.length === 0 ? null : { cameraIds: [...chosen], fromMs, toMs }, { topics: ["recordings", "clocks", "watched", "cameras"] });
  const found = chosen.length === 0 ? null : answer.data;
  const whole = lengthWords(toMs - fromMs, say);
  return (
    <div className={css["check"]} data-testid="covered-check">
      <fieldset>
        <legend>{t("statements.cameras")}</legend>
        {cameras.map(({ cameraId }) => (
          <CheckField key={cameraId} label={words.camera(cameraId)} testId={`covered-by-${cameraId}`} isChecked={chosen.includes(cameraId)} onChange={(isChosen) => setChosen(isChosen ? [...chosen, cameraId] : chosen.filter((one) => one !== cameraId))} />
        ))}
      </fieldset>
      <ErrorNotice error={answer.error} />
      {found !== null && (
        <>
          <p className="digits" data-testid="covered-share">{t("statements.covered", { percent: percentOf(found.coveredShare), part: lengthWords(found.coveredMs, say, "down"), whole })}</p>
          {found.longestUncovered !== null && <Hole at={found.longestUncovered.startMs} cameraId={null} words={t("statements.longestUncovered", { length: lengthWords(found.longestUncovered.endMs - found.longestUncovered.startMs, say, "up") })} />}
          <p className="digits">{t("statements.watched", { percent: percentOf(found.watchedShare), part: lengthWords(found.watchedMs, say, "down"), whole })}</p>
          {found.longestUnwatched !== null && <Hole at={found.longestUnwatched.startMs} cameraId={chosen[0] ?? null} words={t("statements.longestUnwatched", { length: lengthWords(found.longestUnwatched.endMs - found.longestUnwatched.startMs, say, "up") })} />}
          <p className={css["meta"]}>{t("statements.neverYes")}</p>
        </>
      )}
    </div>
  );
}

function Hole({ at, cameraId, words }: { readonly at: TrueMs; readonly cameraId: string | null; readonly words: string }) {
  return <button type="button" className={css["go"]} onClick={() => goTo(at, cameraId)}>{words}</button>;
}
