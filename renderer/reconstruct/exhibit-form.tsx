// An exhibit as it is entered or edited: what it is, of which kind, how many, a note, and a picture, which is a frame that the wall
// shows. Nothing is copied: the picture is that frame of that file.

import { ImagePlus } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Exhibit } from "../../contract/model.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { useScrollIntoView } from "../case/use-scroll-into-view.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, NoteField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useJpegUrl } from "../engine/jpeg-url.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { FrameThumb } from "./frame-thumb.tsx";
import { saveExhibit } from "./reconstruct-acts.ts";
import caseCss from "../case/case-panel.module.css";
import css from "./reconstruct.module.css";

/** A frame by camera and true time, as it is chosen; undefined: as it was; null: none. */
type ChosenPicture = { readonly cameraId: string; readonly atMs: TrueMs } | null | undefined;

interface ExhibitFormProps {
  readonly caseId: number;
  /** Null enters a new one. */
  readonly before: Exhibit | null;
  readonly onClose: () => void;
}

export function ExhibitForm({ caseId, before, onClose }: ExhibitFormProps) {
  const { t } = useWords();
  const [name, setName] = useState(before?.name ?? "");
  const [kind, setKind] = useState(before?.kind ?? "");
  const [count, setCount] = useState(before?.count == null ? "" : String(before.count));
  const [note, setNote] = useState(before?.note ?? "");
  const [picture, setPicture] = useState<ChosenPicture>(undefined);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const formRef = useScrollIntoView<HTMLFormElement>();
  const pieces = count.trim() === "" ? null : Number(count);
  const isCountBad = pieces !== null && !(Number.isInteger(pieces) && pieces > 0);
  const isReady = name.trim() !== "" && !isCountBad;
  const save = (): void => {
    if (!isReady) return;
    saveExhibit(caseId, before, { name: name.trim(), kind: kind.trim() || null, count: pieces, note: note.trim() || null, ...(picture === undefined ? {} : { picture }) })
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form ref={formRef} className={caseCss["form"]} data-testid="exhibit-form" aria-label={before === null ? t("exhibits.add") : t("exhibitCard.edit", { name: before.name })} onKeyDown={(event) => submitOnEnter(event, save, onClose)} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <FieldRow>
        <TextField label={t("exhibits.name")} placeholder={t("exhibits.nameHint")} value={name} onChange={setName} autoFocus data-testid="exhibit-name" />
        <TextField label={t("exhibits.howMany")} isOptional inputMode="numeric" value={count} onChange={setCount} bad={isCountBad ? t("exhibits.countBad") : null} data-testid="exhibit-count" />
      </FieldRow>
      <TextField label={t("exhibitCard.kind")} placeholder={t("exhibitCard.kindHint")} isOptional value={kind} onChange={setKind} data-testid="exhibit-kind" />
      <NoteField label={t("pins.note")} isOptional value={note} onChange={setNote} />
      <PictureChoice former={before?.picture ?? null} chosen={picture} onChoose={setPicture} />
      <ErrorNotice error={error} />
      <footer>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="exhibit-save">{before === null ? t("words.add") : t("words.save")}</Button>
      </footer>
    </form>
  );
}

function PictureChoice({ former, chosen, onChoose }: { readonly former: Exhibit["picture"]; readonly chosen: ChosenPicture; readonly onChoose: (picture: ChosenPicture) => void }) {
  const { t } = useWords();
  const cameraId = useView((s) => s.tiles[s.activeTile] ?? null);
  const taken = useQuery("frame.extract", chosen == null ? null : { ...chosen, maxWidthPx: 192 });
  const url = useJpegUrl(chosen == null ? null : (taken.data?.jpeg ?? null));
  const hasPicture = chosen === undefined ? former !== null : chosen !== null;
  return (
    <div className={css["picture"]} data-testid="exhibit-picture" data-has-picture={hasPicture}>
      {chosen === undefined && former !== null && <FrameThumb frame={former} label={t("exhibitCard.picture")} />}
      {url !== null && <span className={css["thumb"]}><img src={url} alt={t("exhibitCard.picture")} draggable={false} /></span>}
      <div>
        <Button size="small" icon={<ImagePlus size={14} aria-hidden />} disabled={cameraId === null} onClick={() => { if (cameraId !== null) onChoose({ cameraId, atMs: asTrueMs(Math.round(playbackClock.nowMs())) }); }} data-testid="exhibit-picture-take">{t("exhibitCard.takePicture")}</Button>
        {hasPicture && <Button size="small" kind="quiet" onClick={() => onChoose(null)} data-testid="exhibit-picture-drop">{t("exhibitCard.dropPicture")}</Button>}
      </div>
      {chosen != null && <ErrorNotice error={taken.error} />}
    </div>
  );
}
