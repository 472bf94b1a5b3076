// The new pin, inline in the case panel: which frames it stands on is said, the title is asked, note and tags may follow.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { durationText } from "../../contract/time-text.ts";
import { nameWithId } from "../cameras/camera-name.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, NoteField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { addPin } from "./case-acts.ts";
import { tagsFromText, type PinDraft } from "./pin-draft.ts";
import { usePinForm } from "./pin-form-store.ts";
import { submitOnEnter } from "./submit-keys.ts";
import { useScrollIntoView } from "./use-scroll-into-view.ts";
import css from "./case-panel.module.css";

export function PinForm({ caseId, draft }: { readonly caseId: number; readonly draft: PinDraft }) {
  const { t } = useWords();
  const close = usePinForm((s) => s.close);
  const [title, setTitle] = useState("");
  const [note, setNote] = useState("");
  const [tags, setTags] = useState("");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isSaving, setSaving] = useState(false);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const kept = (): void => {
    if (draft.kind !== "moment") useView.getState().setMarks(null, null);
    close();
  };
  const save = (): void => {
    if (title.trim() === "" || isSaving) return;
    setSaving(true);
    addPin({ caseId, shownFileId: usePinForm.getState().shownFileId, cameraId: draft.cameraId, startMs: draft.startMs, endMs: draft.endMs, title: title.trim(), note: note.trim() || null, tags: [...tagsFromText(tags)] }, kept)
      .catch((thrown: unknown) => {
        setError(factsFromError(thrown));
        setSaving(false);
      });
  };
  return (
    <form ref={formRef} className={css["form"]} data-testid="pin-form" aria-label={t("pins.new")} onKeyDown={(event) => submitOnEnter(event, save, close)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <DraftSpan draft={draft} />
      <TextField label={t("pins.title")} placeholder={t("pins.titleHint")} value={title} onChange={setTitle} autoFocus data-testid="pin-title" />
      <FieldRow>
        <NoteField label={t("pins.note")} isOptional value={note} onChange={setNote} rows={1} />
        <TextField label={t("pins.tags")} isOptional placeholder={t("pins.tagsHint")} value={tags} onChange={setTags} />
      </FieldRow>
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={close}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={title.trim() === "" || isSaving} data-testid="pin-save">{t("pins.save")}</Button>
      </footer>
    </form>
  );
}

/** On which frames of which camera the pin would stand, and how that was chosen. */
function DraftSpan({ draft }: { readonly draft: PinDraft }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const camera = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] }).data?.find((c) => c.cameraId === draft.cameraId);
  const middleMs = (draft.startMs + draft.endMs) / 2;
  return (
    <div className={css["span"]}>
      <span className={css["camera"]}>{camera === undefined ? draft.cameraId : nameWithId(camera)}</span>
      {draft.kind === "moment"
        ? <>
            <TimeStamp atMs={middleMs} timezone={timezone} uncertaintyMs={camera?.clock.uncertaintyMs ?? null} />
            <span className={css["camera"]}>{t("pins.moment")}</span>
          </>
        : <>
            <TimeStamp atMs={draft.startMs} timezone={timezone} uncertaintyMs={camera?.clock.uncertaintyMs ?? null} />
            <span>→ <TimeStamp atMs={draft.endMs} timezone={timezone} hasDate={false} hasZone={false} /> <span className={css["camera"]}>({durationText(draft.endMs - draft.startMs)})</span></span>
            {draft.kind === "open" && <span className={css["camera"]}>{t("pins.open")}</span>}
          </>}
    </div>
  );
}
