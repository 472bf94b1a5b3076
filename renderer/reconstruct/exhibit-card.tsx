// One exhibit: its band along true time, its intervals of loss, what does not fit together, its observations and views.

import { Eye, Pencil, X } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { bandRange } from "./band-geometry.ts";
import { ExhibitBand } from "./exhibit-band.tsx";
import { ExhibitForm } from "./exhibit-form.tsx";
import { CONTINUITY_TOPICS, useExhibitFocus } from "./exhibit-focus.ts";
import { FrameThumb } from "./frame-thumb.tsx";
import { Doubts, LossTotal, LossView } from "./loss-view.tsx";
import { ObservationRow } from "./observation-row.tsx";
import { startObservation } from "./observe-store.ts";
import { retireExhibit } from "./reconstruct-acts.ts";
import { UnreadClocks } from "./unread-clocks.tsx";
import { ViewsPart } from "./views-part.tsx";
import caseCss from "../case/case-panel.module.css";
import css from "./reconstruct.module.css";

interface ExhibitCardProps { readonly file: CaseView; readonly exhibit: Exhibit; readonly isFocused: boolean; readonly isWritable: boolean }

export function ExhibitCard({ file, exhibit, isFocused, isWritable }: ExhibitCardProps) {
  const { t } = useWords();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isEditing, setEditing] = useState(false);
  const answer = useQuery("continuity.read", { caseId: file.caseId, exhibitId: exhibit.exhibitId }, { topics: CONTINUITY_TOPICS });
  const continuity = answer.data?.exhibitId === exhibit.exhibitId ? answer.data : null;
  const observations = file.observations.filter((o) => o.exhibitId === exhibit.exhibitId).sort((a, b) => a.atMs - b.atMs);
  const range = continuity === null ? null : bandRange(continuity.spans);
  return (
    <li className={`${css["card"] ?? ""} ${isFocused ? (css["isFocused"] ?? "") : ""}`} data-testid={`exhibit-row-${exhibit.exhibitId}`}>
      <div className={css["name"]}>
        <button type="button" aria-pressed={isFocused} title={isFocused ? t("exhibitCard.selected") : t("exhibitCard.select")} onClick={() => useExhibitFocus.getState().choose(exhibit.exhibitId)}>{exhibit.name}</button>
        {exhibit.count !== null && <span className={`${caseCss["count"] ?? ""} digits`}>{t("exhibits.count", { count: exhibit.count })}</span>}
        {isWritable && <IconButton size="small" label={t("exhibitCard.edit", { name: exhibit.name })} icon={<Pencil size={13} aria-hidden />} onClick={() => setEditing(true)} data-testid={`exhibit-edit-${exhibit.exhibitId}`} />}
        {isWritable && <IconButton size="small" label={t("exhibitCard.retire", { name: exhibit.name })} icon={<X size={14} aria-hidden />} onClick={() => { retireExhibit(exhibit).catch((thrown: unknown) => setError(factsFromError(thrown))); }} data-testid={`exhibit-retire-${exhibit.exhibitId}`} />}
      </div>
      {isWritable && <div className={css["acts"]}><Button size="small" icon={<Eye size={14} aria-hidden />} title={t("observe.openTip")} onClick={() => startObservation(exhibit.exhibitId)} data-testid={`observe-${exhibit.exhibitId}`}>{t("observe.open")}</Button></div>}
      {isEditing ? <ExhibitForm caseId={file.caseId} before={exhibit} onClose={() => setEditing(false)} /> : <AboutExhibit exhibit={exhibit} />}
      <ErrorNotice error={error ?? answer.error} />
      {continuity !== null && range !== null && <ExhibitBand continuity={continuity} range={range} label={`${t("exhibitCard.band", { name: exhibit.name })}. ${t("exhibitCard.bandTip")}`} />}
      {continuity !== null && <LossTotal losses={continuity.loss} />}
      {continuity?.loss.map((loss) => <LossView key={`${loss.fromObservationId} ${loss.toObservationId}`} loss={loss} continuity={continuity} pins={file.pins} />)}
      {observations.length > 0 && continuity?.loss.length === 0 && <p className={css["teach"]}>{t("loss.none")}</p>}
      {continuity !== null && <Doubts continuity={continuity} />}
      {/* Of the exhibit in focus it stands above, where the next look is. */}
      {continuity !== null && !isFocused && <UnreadClocks warnings={continuity.warnings} observations={observations} isWritable={isWritable} />}
      {observations.length === 0 && <p className={css["teach"]}>{t("exhibitCard.none")}</p>}
      {observations.length > 0 && (
        <details className={css["part"]} open={observations.length <= 6}>
          <summary>{t("exhibitCard.observations", { count: observations.length })}</summary>
          <ol className={caseCss["observations"]}>
            {observations.map((observation) => <ObservationRow key={observation.firstId} observation={observation} exhibit={exhibit} file={file} isWritable={isWritable} />)}
          </ol>
        </details>
      )}
      {isFocused && <ViewsPart exhibit={exhibit} isWritable={isWritable} />}
    </li>
  );
}

/** Its picture, kind and note, where it has them. */
function AboutExhibit({ exhibit: { picture, kind, note } }: { readonly exhibit: Exhibit }) {
  const { t } = useWords();
  if (picture === null && kind === null && note === null) return null;
  return (
    <div className={css["about"]} data-testid="exhibit-about">
      {picture !== null && <FrameThumb frame={picture} label={t("exhibitCard.picture")} />}
      <p className={css["small"]}>{[kind, note].filter((text) => text !== null).join(" · ")}</p>
    </div>
  );
}
