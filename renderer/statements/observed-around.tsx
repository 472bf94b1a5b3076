// Beside a statement: what was observed before, in and after the time that it speaks of, each one press from its frame.

import { useMemo } from "react";
import type { CaseView } from "../../contract/reconstruction.ts";
import { goTo } from "../app/go-to.ts";
import { useWords } from "../i18n.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import { observedAround } from "./around.ts";
import css from "./statements.module.css";

/** More than these in the time itself are read in the exhibits part. */
const SHOWN_COUNT = 12;

interface ObservedAroundProps {
  readonly file: Pick<CaseView, "observations" | "exhibits">;
  readonly fromMs: number;
  readonly toMs: number;
}

export function ObservedAround({ file: { observations, exhibits }, fromMs, toMs }: ObservedAroundProps) {
  const { t } = useWords();
  const words = useReconstructWords();
  // Each statement looks through all observations: not again with every change that has nothing to do with them.
  const found = useMemo(() => observedAround(observations, fromMs, toMs), [observations, fromMs, toMs]);
  if (observations.length === 0) return null;
  if (found.length === 0) return <p className={css["meta"]}>{t("statements.aroundNone")}</p>;
  return (
    <ul className={css["around"]} aria-label={t("statements.around")} data-testid="observed-around">
      {found.slice(0, SHOWN_COUNT).map(({ when, observation: o }) => {
        const name = exhibits.length > 1 ? exhibits.find(({ exhibitId }) => exhibitId === o.exhibitId)?.name : undefined;
        const what = [name, t(`common:observation.${o.state}`), o.count === null ? undefined : t("exhibits.count", { count: o.count }), o.holder ?? undefined, o.cameraId === null ? undefined : words.camera(o.cameraId)];
        return (
          <li key={`${when} ${o.observationId}`} data-when={when}>
            <small>{t(`statements.when.${when}`)}</small>
            <button type="button" className={`${css["go"] ?? ""} digits`} onClick={() => goTo(o.atMs, o.cameraId)}>{words.time(o.atMs)} · {what.filter((part) => part !== undefined).join(" · ")}</button>
          </li>
        );
      })}
      {found.length > SHOWN_COUNT && <li><small>{t("look.more", { count: found.length - SHOWN_COUNT })}</small></li>}
    </ul>
  );
}
