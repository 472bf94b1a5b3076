// How much of the footage in the case's time was really on a screen, and by whom: in the case panel, told anew while watching.

import type { WatchedSum } from "../../contract/watched.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import css from "./case-watched.module.css";

const percentOf = ({ watchedMs, footageMs }: Pick<WatchedSum, "watchedMs" | "footageMs">): number =>
  // Whole is only what is whole; begun is never nothing.
  watchedMs === 0 || footageMs === 0 ? 0 : Math.max(1, Math.floor((100 * Math.min(watchedMs, footageMs)) / footageMs));

export function CaseWatched({ caseId }: { readonly caseId: number }) {
  const { t } = useWords();
  const sum = useQuery("watched.sum", { caseId }, { topics: ["watched", "cases", "clocks", "recordings", "cameras"] }).data;
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data ?? [];
  const nameOf = (cameraId: string): string => cameras.find((camera) => camera.cameraId === cameraId)?.name ?? cameraId;
  const length = (ms: number): string => lengthWords(ms, (word, params) => (t as (key: string, params: object) => string)(`common:${word}`, { ...params }));
  if (sum === null) return null;
  return (
    <section className={css["watched"]} aria-label={t("watched.title")} data-testid="case-watched">
      <h2 title={t("watched.tip")}>{t("watched.title")}</h2>
      {sum.footageMs === 0 ? <p className={css["teach"]}>{t(sum.ranges.length === 0 ? "watched.teach" : "watched.none")}</p> : (
        <>
          <p className="digits" data-watched-ms={sum.watchedMs} data-footage-ms={sum.footageMs}>{t("watched.sum", { footage: length(sum.footageMs), watched: length(sum.watchedMs) })}</p>
          <Bar sum={sum} />
          <ul>
            {sum.people.map((person) => (
              <li key={`${person.name} ${person.unit} ${person.number}`}>
                {t("watched.person", { name: person.name ?? t("watched.unknown"), length: length(person.watchedMs) })}
                {person.focusedMs < person.watchedMs && <small>{t("watched.focused", { length: length(person.focusedMs) })}</small>}
              </li>
            ))}
          </ul>
          <details>
            <summary>{t("watched.cameras")}</summary>
            <dl>
              {sum.cameras.map((camera) => (
                <div key={camera.cameraId}>
                  <dt>{nameOf(camera.cameraId)}</dt>
                  <dd className="digits">{t("watched.camera", { watched: length(camera.watchedMs), footage: length(camera.footageMs) })}<Bar sum={camera} /></dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      )}
    </section>
  );
}

function Bar({ sum }: { readonly sum: Pick<WatchedSum, "watchedMs" | "footageMs"> }) {
  const { t } = useWords();
  const percent = percentOf(sum);
  return <progress className={css["bar"]} max={100} value={percent} aria-label={t("watched.bar", { percent })} />;
}
