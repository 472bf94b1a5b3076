// Which cameras had a view of an exhibit, as a person says: all as found, a view, or none; parts of time that were taken out while
// looking are listed and can be forgotten.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { ExhibitView } from "../../contract/reconstruction.ts";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { setViews } from "./reconstruct-acts.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

const isWhole = (view: ExhibitView): boolean => view.fromMs === null && view.toMs === null;

export function ViewsPart({ exhibit, isWritable }: { readonly exhibit: Exhibit; readonly isWritable: boolean }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] }).data ?? [];
  const views = useQuery("exhibits.views", { exhibitId: exhibit.exhibitId }, { topics: ["cases"] }).data?.views ?? [];
  const save = (next: readonly ExhibitView[]): void => {
    setViews({ exhibitId: exhibit.exhibitId, views: [...next] }).then(() => setError(null), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const choose = (cameraId: string, value: string): void => {
    const others = views.filter((view) => view.cameraId !== cameraId || !isWhole(view));
    save(value === "auto" ? others : [...others, { cameraId, hasView: value === "yes", fromMs: null, toMs: null }]);
  };
  return (
    <details className={css["part"]} data-testid={`views-${exhibit.exhibitId}`}>
      <summary>{t("views.heading")}</summary>
      <p className={css["teach"]}>{t("views.teach")}</p>
      <ErrorNotice error={error} />
      <div className={css["cameras"]}>
        {cameras.map(({ cameraId }) => {
          const whole = views.find((view) => view.cameraId === cameraId && isWhole(view));
          return (
            <label key={cameraId} className={css["row"]}>
              <span className={css["grow"]}>{words.camera(cameraId)}</span>
              <select disabled={!isWritable} value={whole === undefined ? "auto" : whole.hasView ? "yes" : "no"} onChange={(event) => choose(cameraId, event.target.value)}>
                <option value="auto">{t("views.auto")}</option><option value="yes">{t("views.yes")}</option><option value="no">{t("views.no")}</option>
              </select>
            </label>
          );
        })}
      </div>
      {views.filter((view) => !isWhole(view)).map((view, i) => {
        const what = `${words.camera(view.cameraId)}: ${t(view.hasView ? "views.partlyYes" : "views.partly", { from: view.fromMs === null ? "…" : words.time(view.fromMs), to: view.toMs === null ? "…" : words.time(view.toMs) })}`;
        return (
          <div key={i} className={css["row"]}>
            <span className={`${css["grow"] ?? ""} digits`}>{what}</span>
            {isWritable && <button type="button" className={css["link"]} aria-label={t("views.forget", { what })} onClick={() => save(views.filter((other) => other !== view))}>×</button>}
          </div>
        );
      })}
    </details>
  );
}
