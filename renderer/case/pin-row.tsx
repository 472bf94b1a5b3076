// One pin of the case: what it shows, on which camera, when in true time and how sure. Click goes there; it is edited in
// place and taken off the case (which can be undone; the log keeps both). Where it lies in the list is pin-rows.tsx.

import { Pencil, Pin as PinShape, TriangleAlert, X } from "lucide-react";
import { memo, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Pin } from "../../contract/model.ts";
import type { Statement } from "../../contract/reconstruction.ts";
import { durationText } from "../../contract/time-text.ts";
import { goTo } from "../app/go-to.ts";
import { Button, IconButton } from "../design/button.tsx";
import { NoteField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useTimezone } from "../engine/library.ts";
import { isSameAnswer } from "../engine/same-answer.ts";
import { useWords } from "../i18n.ts";
import { ShowsStatement } from "../statements/statements.tsx";
import { useView } from "../state/view-store.ts";
import { changePin } from "./case-acts.ts";
import { tagsFromText } from "./pin-draft.ts";
import { submitOnEnter } from "./submit-keys.ts";
import css from "./case-panel.module.css";

interface PinRowProps {
  readonly pin: Pin;
  /** Of its case: the pin may show what one of them says. */
  readonly statements: readonly Statement[];
  readonly isWritable: boolean;
  readonly isSelected: boolean;
  /** Tab leads to this row; arrows lead to the others, and keys do what their buttons do. */
  readonly isReachable: boolean;
  /** The element that says how it stands to the pin before it. */
  readonly describedBy: string | undefined;
  readonly isEditing: boolean;
  /** Why it could not be taken off the case. */
  readonly error: ErrorFacts | null;
  readonly onEdit: (pinId: number, isEditing: boolean) => void;
  readonly onRemove: (pin: Pin) => void;
}

/** Drawn anew only where something of the pin changed: every change of the case brings all pins anew. */
export const PinRow = memo(OnePin, ({ pin: before, ...rest }, { pin: after, ...next }) =>
  (Object.keys(rest) as (keyof typeof rest)[]).every((name) => rest[name] === next[name]) && isSameAnswer(before, after));

function OnePin({ pin, statements, isWritable, isSelected, isReachable, describedBy, isEditing, error, onEdit, onRemove }: PinRowProps) {
  const { t } = useWords();
  const go = (): void => {
    useView.getState().selectPin(pin.pinId);
    goTo(pin.startMs, pin.cameraId);
  };
  if (isEditing) return <div className={css["pin"]}><PinEditForm pin={pin} onClose={() => onEdit(pin.pinId, false)} /></div>;
  return (
    <div className={`${css["pin"] ?? ""} ${isSelected ? (css["isSelected"] ?? "") : ""}`} data-testid={`pin-row-${pin.pinId}`}>
      <button type="button" className={css["go"]} aria-current={isSelected} tabIndex={isReachable ? 0 : -1} aria-describedby={describedBy} data-go onClick={go}>
        <span className={css["title"]}><PinShape size={13} aria-hidden />{pin.title}</span>
        <PinWhen pin={pin} />
      </button>
      {pin.note !== null && <p className={css["note"]}>{pin.note}</p>}
      {pin.tags.length > 0 && <p className={css["tags"]}>{pin.tags.map((tag) => <span key={tag} className={css["tag"]}>{tag}</span>)}</p>}
      {isWritable && (
        <div className={css["rowActs"]}>
          <ShowsStatement pin={pin} statements={statements} tabIndex={-1} />
          <IconButton size="small" tabIndex={-1} label={t("pins.edit", { title: pin.title })} icon={<Pencil size={13} aria-hidden />} onClick={() => onEdit(pin.pinId, true)} />
          <IconButton size="small" tabIndex={-1} label={t("pins.remove", { title: pin.title })} icon={<X size={14} aria-hidden />} data-testid={`pin-remove-${pin.pinId}`} onClick={() => onRemove(pin)} />
        </div>
      )}
      <ErrorNotice error={error} />
    </div>
  );
}

function PinWhen({ pin }: { readonly pin: Pin }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const missingMs = pin.gaps.reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0);
  return (
    <>
      <span className={css["when"]}>
        <TimeStamp atMs={pin.startMs} timezone={timezone} cameraMs={pin.cameraStartMs} uncertaintyMs={pin.uncertaintyMs} />
      </span>
      <span className={css["meta"]}>
        <span className="nowrap digits">→ <TimeStamp atMs={pin.endMs} timezone={timezone} cameraMs={pin.cameraEndMs} hasDate={false} hasZone={false} /> ({durationText(pin.endMs - pin.startMs)})</span>
        <span title={pin.cameraId}>{pin.cameraName}</span>
        {missingMs > 0 && <span className={css["gap"]}><TriangleAlert size={12} aria-hidden />{t("pins.gap", { length: durationText(missingMs) })}</span>}
      </span>
    </>
  );
}

function PinEditForm({ pin, onClose }: { readonly pin: Pin; readonly onClose: () => void }) {
  const { t } = useWords();
  const [title, setTitle] = useState(pin.title);
  const [note, setNote] = useState(pin.note ?? "");
  const [tags, setTags] = useState(pin.tags.join(", "));
  const [error, setError] = useState<ErrorFacts | null>(null);
  const save = (): void => {
    if (title.trim() === "") return;
    changePin(pin, { title: title.trim(), note: note.trim() || null, tags: tagsFromText(tags) })
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form className={css["form"]} aria-label={t("pins.edit", { title: pin.title })} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <TextField label={t("pins.title")} value={title} onChange={setTitle} autoFocus />
      <NoteField label={t("pins.note")} isOptional value={note} onChange={setNote} />
      <TextField label={t("pins.tags")} isOptional placeholder={t("pins.tagsHint")} value={tags} onChange={setTags} />
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={title.trim() === ""}>{t("words.save")}</Button>
      </footer>
    </form>
  );
}
