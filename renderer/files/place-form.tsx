// Places the chosen files in time: the first one is shown, a person types what its clock shows, and sees what will move before it does.

import { useState } from "react";
import { displayTime, durationText } from "../../contract/time-text.ts";
import type { FootageFile } from "../../contract/model.ts";
import type { InputOf } from "../../contract/methods.ts";
import { splitPath } from "../../contract/path-text.ts";
import { Button } from "../design/button.tsx";
import type { FieldTime } from "../design/field-time.ts";
import { SelectField } from "../design/field.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { cameraStartOf, placementsFrom, planned } from "./placing.ts";
import css from "./files.module.css";

const SHOWN_MAX = 6;

interface PlaceFormProps {
  /** In the order of their names. */
  readonly files: readonly FootageFile[];
  readonly onPlace: (placements: InputOf<"files.place">["placements"], isBack: boolean) => void;
}

export function PlaceForm({ files, onPlace }: PlaceFormProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const [openedMs] = useState(() => Date.now());
  const [mediaMs, setMediaMs] = useState(0);
  const [atMs, setAtMs] = useState<FieldTime>(null);
  const [clock, setClock] = useState<"camera" | "true">("camera");
  const first = files[0];
  if (first === undefined) return null;
  const plans = typeof atMs === "number" ? planned(files, { mediaMs, atMs, clock }) : [];
  const time = (epochMs: number | null): string => (epochMs === null ? t("files.noTime") : displayTime(epochMs, timezone).slice(0, 19));
  const place = (): void => {
    if (typeof atMs === "number") onPlace(placementsFrom(plans, { mediaMs, atMs, clock }), false);
  };
  return (
    <form className={css["place"]} data-testid="place-form" onSubmit={(event) => { event.preventDefault(); place(); }}>
      <Picture key={first.fileId} file={first} onFrame={setMediaMs} />
      <div className={css["placing"]}>
        <TimeField label={t("files.shows")} initialMs={null} nowMs={cameraStartOf(first) ?? openedMs} timezone={timezone} onChange={setAtMs} testId="place-shows" />
        <SelectField label={t("files.which")} value={clock} onChange={setClock} options={[{ value: "camera", label: t("files.whichCamera") }, { value: "true", label: t("files.whichTrue") }]} />
        <p className={`${css["quiet"] ?? ""} digits`}>{t("files.frameAt", { at: durationText(mediaMs) })}{files.length > 1 && <> · {t("files.order")}</>}</p>
        {plans.length > 0 && (
          <table className="digits" data-testid="place-preview">
            <caption>{t("files.preview")}</caption>
            <thead><tr><th scope="col">{t("files.column.name")}</th><th scope="col">{t("files.from")}</th><th scope="col">{t("files.to")}</th></tr></thead>
            <tbody>{plans.slice(0, SHOWN_MAX).map(({ file, formerMs, startMs }) => <tr key={file.fileId}><td><bdi>{splitPath(file.path).name}</bdi></td><td>{time(formerMs)}</td><td>{time(startMs)}</td></tr>)}</tbody>
          </table>
        )}
        {plans.length > SHOWN_MAX && <p className={css["quiet"]}>{t("files.more", { count: plans.length - SHOWN_MAX })}</p>}
        <div className={css["buttons"]}>
          <Button kind="primary" type="submit" disabled={plans.length === 0} data-testid="place-do">{t("files.placeDo", { count: files.length })}</Button>
          <Button onClick={() => onPlace(files.map(({ fileId }) => ({ fileId, frame: null })), true)}>{t("files.backTime")}</Button>
        </div>
      </div>
    </form>
  );
}

/** The file itself where the window can play it, else its playable copy, else its first frame; where it stands is told as media time. */
function Picture({ file, onFrame }: { readonly file: FootageFile; readonly onFrame: (mediaMs: number) => void }) {
  const { t } = useWords();
  const [attempt, setAttempt] = useState<0 | 1 | 2 | 3>(0);
  const next = (): void => {
    onFrame(0);
    setAttempt((now) => (now < 3 ? ((now + 1) as 1 | 2 | 3) : now));
  };
  const address = `footage://${(["file", "proxy", "poster", "poster"] as const)[attempt]}/${file.fileId}`;
  const name = splitPath(file.path).name;
  return (
    <figure className={css["picture"]}>
      {attempt < 2 && (
        <video
          key={address} src={address} controls muted preload="auto" aria-label={name} onError={next} data-testid="place-picture"
          onLoadedData={(event) => { if (event.currentTarget.videoWidth === 0) next(); }}
          onSeeked={(event) => onFrame(Math.round(event.currentTarget.currentTime * 1000))} onPause={(event) => onFrame(Math.round(event.currentTarget.currentTime * 1000))}
        />
      )}
      {attempt === 2 && <img src={address} alt={name} onError={next} data-testid="place-picture" />}
      <figcaption className={css["quiet"]}>{attempt === 3 ? t("files.noPicture") : t("files.picture", { name })}</figcaption>
    </figure>
  );
}
