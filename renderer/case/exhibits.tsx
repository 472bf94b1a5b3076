// The things the case is about, each with what was observed of it in order of time. Being inside a closed container is
// said to be an inference wherever it stands. Reasoning over them (intervals of loss) is not done here.

import { Eye, Plus } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit, Observation } from "../../contract/model.ts";
import { goTo } from "../app/go-to.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { addExhibit } from "./case-acts.ts";
import { ObservationForm } from "./observation-form.tsx";
import { submitOnEnter } from "./submit-keys.ts";
import { useScrollIntoView } from "./use-scroll-into-view.ts";
import css from "./case-panel.module.css";

interface ExhibitsProps {
  readonly caseId: number;
  readonly exhibits: readonly Exhibit[];
  readonly observations: readonly Observation[];
  readonly isWritable: boolean;
}

export function Exhibits({ caseId, exhibits, observations, isWritable }: ExhibitsProps) {
  const { t } = useWords();
  const [isAdding, setAdding] = useState(false);
  return (
    <section className={css["section"]} aria-label={t("exhibits.title")}>
      <header>
        <h2>{t("exhibits.title")}<small className="digits">{exhibits.length > 0 ? exhibits.length : ""}</small></h2>
        {isWritable && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)} data-testid="exhibit-add">{t("exhibits.add")}</Button>}
      </header>
      {isAdding && <ExhibitForm caseId={caseId} onClose={() => setAdding(false)} />}
      {exhibits.length === 0 && !isAdding && <p className={css["teach"]}>{t("exhibits.teach")}</p>}
      <ul>
        {exhibits.map((exhibit) => (
          <ExhibitRow key={exhibit.exhibitId} exhibit={exhibit} isWritable={isWritable}
            observations={observations.filter((o) => o.exhibitId === exhibit.exhibitId).sort((a, b) => a.atMs - b.atMs)} />
        ))}
      </ul>
    </section>
  );
}

interface ExhibitRowProps {
  readonly exhibit: Exhibit;
  readonly observations: readonly Observation[];
  readonly isWritable: boolean;
}

function ExhibitRow({ exhibit, observations, isWritable }: ExhibitRowProps) {
  const { t } = useWords();
  const [isObserving, setObserving] = useState(false);
  return (
    <li className={css["exhibit"]} data-testid={`exhibit-row-${exhibit.exhibitId}`}>
      <div>
        <b>{exhibit.name}</b>
        {exhibit.count !== null && <span className={`${css["count"] ?? ""} digits`}>{t("exhibits.count", { count: exhibit.count })}</span>}
        {isWritable && <Button kind="quiet" size="small" icon={<Eye size={14} aria-hidden />} title={t("observations.addTip")} onClick={() => setObserving(true)} data-testid={`observe-${exhibit.exhibitId}`}>{t("observations.add")}</Button>}
      </div>
      {isObserving && <ObservationForm exhibit={exhibit} onClose={() => setObserving(false)} />}
      {observations.length > 0 && (
        <ol className={css["observations"]}>
          {observations.map((observation) => <li key={observation.observationId}><ObservationRow observation={observation} /></li>)}
        </ol>
      )}
    </li>
  );
}

function ObservationRow({ observation }: { readonly observation: Observation }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const details = [observation.holder, observation.container, observation.place, observation.cameraId, observation.note].filter((text) => text !== null);
  return (
    <button type="button" className={`${css["observation"] ?? ""} ${css[observation.state] ?? ""}`} onClick={() => goTo(observation.atMs, observation.cameraId)}>
      <TimeStamp atMs={observation.atMs} timezone={timezone} hasZone={false} {...(observation.cameraMs === null ? {} : { cameraMs: observation.cameraMs })} />
      <span className={css["what"]}>
        {t(`common:observation.${observation.state}`)}
        {observation.count !== null && <> · {t("exhibits.count", { count: observation.count })}</>}
        {details.length > 0 && <> · {details.join(" · ")}</>}
      </span>
    </button>
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
    <form ref={formRef} className={css["form"]} data-testid="exhibit-form" aria-label={t("exhibits.add")} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
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
