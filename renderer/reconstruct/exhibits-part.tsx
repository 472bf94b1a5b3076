// The exhibits part of the case: what to look at next, each exhibit with its band, intervals of loss and observations, who had access,
// and what can be put back. The reasoning is the engine's; here it is shown and added to.

import { Plus } from "lucide-react";
import { useState } from "react";
import type { CaseView } from "../../contract/reconstruction.ts";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { AccessPart } from "./access-part.tsx";
import { EliminationPart } from "./elimination-part.tsx";
import { ExhibitCard } from "./exhibit-card.tsx";
import { ExhibitForm } from "./exhibit-form.tsx";
import { CONTINUITY_TOPICS, focusedExhibit, useExhibitFocus } from "./exhibit-focus.ts";
import { LookNextPart } from "./look-next.tsx";
import { nearestBefore } from "./nearest-before.ts";
import { ObserveForm } from "./observe-form.tsx";
import { useObserve } from "./observe-store.ts";
import { TakenOff } from "./taken-off.tsx";
import caseCss from "../case/case-panel.module.css";
import css from "./reconstruct.module.css";

export function ExhibitsPart({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const { t } = useWords();
  const { exhibits, observations, subjects } = file;
  const [isAdding, setAdding] = useState(false);
  const chosenId = useExhibitFocus((s) => s.exhibitId);
  const { draft, lacks, close } = useObserve();
  const exhibit = focusedExhibit(exhibits, chosenId);
  const ofIt = observations.filter((o) => o.exhibitId === exhibit?.exhibitId);
  const nearest = nearestBefore(ofIt, draft?.atMs ?? null);
  const loss = useQuery("continuity.read", exhibit === null ? null : { caseId: file.caseId, exhibitId: exhibit.exhibitId }, { topics: CONTINUITY_TOPICS }).data?.loss[0] ?? null;
  return (
    <section className={caseCss["section"]} aria-label={t("exhibits.title")}>
      {lacks === "camera" && <Notice tone="info">{t("observe.noCamera")}</Notice>}
      {draft !== null && exhibit === null && <Notice tone="info">{t("observe.noExhibit")}</Notice>}
      {draft !== null && exhibit !== null && isWritable && (
        <ObserveForm key={`${draft.cameraId} ${draft.atMs} ${draft.statementId} ${exhibit.exhibitId}`} exhibits={exhibits} subjects={subjects} statements={file.statements} exhibit={exhibit} on={{ draft }} last={nearest} onClose={close} />
      )}
      {exhibit !== null && <LookNextPart key={`look ${exhibit.exhibitId}`} file={file} exhibit={exhibit} observations={ofIt} isWritable={isWritable} />}
      <header>
        <h2>{t("exhibits.title")}<small className="digits">{exhibits.length > 0 ? exhibits.length : ""}</small></h2>
        {isWritable && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)} data-testid="exhibit-add">{t("exhibits.add")}</Button>}
      </header>
      {isAdding && <ExhibitForm caseId={file.caseId} before={null} onClose={() => setAdding(false)} />}
      {exhibits.length === 0 && !isAdding && <p className={caseCss["teach"]}>{t("exhibits.teach")}</p>}
      <ul>
        {exhibits.map((one) => <ExhibitCard key={one.exhibitId} file={file} exhibit={one} isFocused={one === exhibit} isWritable={isWritable} />)}
      </ul>
      <p className={css["teach"]}>{t("observe.containerRule")}</p>
      {exhibit !== null && <AccessPart key={`access ${exhibit.exhibitId}`} file={file} exhibit={exhibit} isWritable={isWritable} />}
      {exhibit !== null && <EliminationPart key={`eliminate ${exhibit.exhibitId} ${loss === null}`} proposed={loss} />}
      {isWritable && <TakenOff caseId={file.caseId} />}
    </section>
  );
}
