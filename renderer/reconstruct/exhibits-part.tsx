// The exhibits part of the case: what to look at next, each exhibit with its band, intervals of loss and observations, who had access,
// and what can be put back. The reasoning is the engine's; here it is shown and added to.

import { Plus } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { CaseFile } from "../../contract/reconstruction.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { useScrollIntoView } from "../case/use-scroll-into-view.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { AccessPart } from "./access-part.tsx";
import { EliminationPart } from "./elimination-part.tsx";
import { ExhibitCard } from "./exhibit-card.tsx";
import { CONTINUITY_TOPICS, focusedExhibit, useExhibitFocus } from "./exhibit-focus.ts";
import { LookNextPart } from "./look-next.tsx";
import { ObserveForm } from "./observe-form.tsx";
import { useObserve } from "./observe-store.ts";
import { addExhibit, reinstateObservation, restoreExhibit } from "./reconstruct-acts.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import caseCss from "../case/case-panel.module.css";
import css from "./reconstruct.module.css";

export function ExhibitsPart({ file, isWritable }: { readonly file: CaseFile; readonly isWritable: boolean }) {
  const { t } = useWords();
  const { exhibits, observations, subjects } = file;
  const [isAdding, setAdding] = useState(false);
  const chosenId = useExhibitFocus((s) => s.exhibitId);
  const { draft, lacks, close } = useObserve();
  const exhibit = focusedExhibit(exhibits, chosenId);
  const ofIt = observations.filter((o) => o.exhibitId === exhibit?.exhibitId);
  const last = [...ofIt].sort((a, b) => a.observationId - b.observationId).at(-1) ?? null;
  const loss = useQuery("continuity.read", exhibit === null ? null : { caseId: file.caseId, exhibitId: exhibit.exhibitId }, { topics: CONTINUITY_TOPICS }).data?.loss[0] ?? null;
  return (
    <section className={caseCss["section"]} aria-label={t("exhibits.title")}>
      {lacks !== null && <Notice tone="info">{t(lacks === "camera" ? "observe.noCamera" : "observe.noCase")}</Notice>}
      {draft !== null && exhibit === null && <Notice tone="info">{t("observe.noExhibit")}</Notice>}
      {draft !== null && exhibit !== null && isWritable && (
        <ObserveForm key={`${draft.cameraId} ${draft.atMs} ${exhibit.exhibitId}`} exhibits={exhibits} subjects={subjects} exhibit={exhibit} on={{ draft }} last={last} onClose={close} />
      )}
      {exhibit !== null && <LookNextPart key={`look ${exhibit.exhibitId}`} file={file} exhibit={exhibit} observations={ofIt} isWritable={isWritable} />}
      <header>
        <h2>{t("exhibits.title")}<small className="digits">{exhibits.length > 0 ? exhibits.length : ""}</small></h2>
        {isWritable && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)} data-testid="exhibit-add">{t("exhibits.add")}</Button>}
      </header>
      {isAdding && <ExhibitForm caseId={file.caseId} onClose={() => setAdding(false)} />}
      {exhibits.length === 0 && !isAdding && <p className={caseCss["teach"]}>{t("exhibits.teach")}</p>}
      <ul>
        {exhibits.map((one) => <ExhibitCard key={one.exhibitId} file={file} exhibit={one} isFocused={one === exhibit} isWritable={isWritable} />)}
      </ul>
      <p className={css["teach"]}>{t("observe.containerRule")}</p>
      {exhibit !== null && <AccessPart key={`access ${exhibit.exhibitId}`} file={file} exhibit={exhibit} isWritable={isWritable} />}
      {exhibit !== null && <EliminationPart key={`eliminate ${exhibit.exhibitId} ${loss === null}`} proposed={loss} />}
      {isWritable && <TakenOff file={file} />}
    </section>
  );
}

function ExhibitForm({ caseId, onClose }: { readonly caseId: number; readonly onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [count, setCount] = useState("");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const pieces = count.trim() === "" ? null : Number(count);
  const isCountBad = pieces !== null && !(Number.isInteger(pieces) && pieces > 0);
  const isReady = name.trim() !== "" && !isCountBad;
  const save = (): void => {
    if (!isReady) return;
    addExhibit({ caseId, name: name.trim(), count: pieces }).then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form ref={formRef} className={caseCss["form"]} data-testid="exhibit-form" aria-label={t("exhibits.add")} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <FieldRow>
        <TextField label={t("exhibits.name")} placeholder={t("exhibits.nameHint")} value={name} onChange={setName} autoFocus data-testid="exhibit-name" />
        <TextField label={t("exhibits.howMany")} isOptional inputMode="numeric" value={count} onChange={setCount} bad={isCountBad ? t("exhibits.countBad") : null} data-testid="exhibit-count" />
      </FieldRow>
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="exhibit-save">{t("words.add")}</Button>
      </footer>
    </form>
  );
}

/** What was retired or withdrawn, with its way back. */
function TakenOff({ file }: { readonly file: CaseFile }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const found: { readonly exhibits: readonly Exhibit[]; readonly observations: CaseFile["observations"] } | null = useQuery("exhibits.takenOff", { caseId: file.caseId }, { topics: ["cases"] }).data;
  const count = (found?.exhibits.length ?? 0) + (found?.observations.length ?? 0);
  if (found === null || count === 0) return null;
  const tell = (work: Promise<void>): void => { work.then(() => setError(null), (thrown: unknown) => setError(factsFromError(thrown))); };
  return (
    <details className={css["part"]}>
      <summary>{t("exhibitCard.takenOff", { count })}</summary>
      {found.exhibits.map((one) => (
        <div key={one.exhibitId} className={css["row"]}><span className={css["grow"]}>{one.name}</span><Button size="small" onClick={() => tell(restoreExhibit(one.exhibitId))}>{t("exhibitCard.restore")}</Button></div>
      ))}
      {found.observations.map((one) => (
        <div key={one.observationId} className={css["row"]}>
          <span className={css["grow"]}>{[words.time(one.atMs), t(`common:observation.${one.state}`), one.count].filter((part) => part !== null).join(" · ")} — {t("exhibitCard.withdrawn", { reason: one.reason ?? t("exhibitCard.byUndo") })}</span>
          <Button size="small" onClick={() => tell(reinstateObservation(one.observationId, t("exhibitCard.putBackThis")))}>{t("exhibitCard.putBackThis")}</Button>
        </div>
      ))}
      <ErrorNotice error={error} />
    </details>
  );
}
