// An observation of an exhibit at the play head: seen, carried, inferred inside a container, hidden, absent; how many.
// It stands on the camera of the active tile where that shows this moment.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { observationState, type Exhibit, type Observation } from "../../contract/model.ts";
import { asTrueMs } from "../../contract/time.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { addObservation } from "./case-acts.ts";
import { submitOnEnter } from "./submit-keys.ts";
import { useScrollIntoView } from "./use-scroll-into-view.ts";
import css from "./case-panel.module.css";

type ObservedState = Observation["state"];

export function ObservationForm({ exhibit, onClose }: { readonly exhibit: Exhibit; readonly onClose: () => void }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const [atMs] = useState(() => asTrueMs(Math.round(playbackClock.nowMs())));
  const [cameraId] = useState(() => { const s = useView.getState(); return s.tiles[s.activeTile] ?? null; });
  const [state, setState] = useState<ObservedState>("seen");
  const [count, setCount] = useState(exhibit.count === null ? "" : String(exhibit.count));
  const [who, setWho] = useState("");
  const [note, setNote] = useState("");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const pieces = count.trim() === "" ? null : Number(count);
  const isCountBad = pieces !== null && !(Number.isInteger(pieces) && pieces >= 0);
  const save = (): void => {
    if (isCountBad) return;
    addObservation({
      caseId: exhibit.caseId, exhibitId: exhibit.exhibitId, atMs, state, count: pieces, cameraId, note: note.trim() || null,
      holder: state === "carried" ? who.trim() || null : null, container: state === "contained" ? who.trim() || null : null,
    }).then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form ref={formRef} className={css["form"]} data-testid="observation-form" aria-label={t("observations.add")} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <div className={css["span"]}>
        <TimeStamp atMs={atMs} timezone={timezone} />
        <span className={css["camera"]}>{cameraId === null ? t("observations.noCamera") : t("observations.onCamera", { id: cameraId })}</span>
      </div>
      <SelectField label={t("observations.state")} value={state} onChange={setState} options={observationState.options.map((value) => ({ value, label: t(`common:observation.${value}`) }))}
        {...(state === "contained" ? { hint: t("observations.containedHint") } : {})} />
      <FieldRow>
        <TextField label={state === "absent" ? t("observations.howManyAbsent") : t("observations.howMany")} isOptional inputMode="numeric" value={count} onChange={setCount} bad={isCountBad ? t("exhibits.countBad") : null} />
        {(state === "carried" || state === "contained") && (
          <TextField label={state === "carried" ? t("observations.holder") : t("observations.container")} isOptional value={who} onChange={setWho} />
        )}
      </FieldRow>
      <TextField label={t("pins.note")} isOptional value={note} onChange={setNote} />
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={isCountBad} data-testid="observation-save">{t("words.add")}</Button>
      </footer>
    </form>
  );
}
