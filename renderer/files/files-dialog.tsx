// All files in one table: find them by camera, problem, missing time; choose many; give them to a camera or place them in time. What
// was done last can be taken back right here, and later from the history like any change.

import { useMemo, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { EVERY_FILE, type FileFilter } from "../../contract/file-filter.ts";
import type { FootageFile } from "../../contract/model.ts";
import { problemWeights } from "../../contract/problems.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { AssignForm } from "./assign-form.tsx";
import { FileDetails } from "./file-details.tsx";
import { FileTable } from "./file-table.tsx";
import { PlaceForm } from "./place-form.tsx";
import { chosenCount, chosenOf, NOTHING_CHOSEN, type Selection } from "./selection.ts";
import css from "./files.module.css";

/** As many as are asked for at once; who places more has them in a list for the command line. */
const PLACED_MAX = 500;
const NO_FILES = new Float64Array();

type Act = { readonly kind: "assign" } | { readonly kind: "place"; readonly files: readonly FootageFile[] };

export function FilesDialog({ filter: initial, onClose }: { readonly filter: Partial<FileFilter>; readonly onClose: () => void }) {
  const { t } = useWords();
  const [filter, setFilter] = useState<FileFilter>({ ...EVERY_FILE, ...initial });
  const [selection, setSelection] = useState<Selection>(NOTHING_CHOSEN);
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState<{ readonly sentence: string; readonly isUndoable: boolean } | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const found = useQuery("files.find", filter, { topics: ["files", "roots"] });
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras"] }).data ?? [];
  const isWritable = useLibrary().data?.writable === true;
  const cameraNames = useMemo(() => new Map(cameras.map((camera) => [camera.cameraId, camera.name])), [cameras]);
  const fileIds = found.data?.fileIds ?? NO_FILES;
  const chosen = useMemo(() => chosenOf(selection, fileIds), [selection, fileIds]);
  const at = fileIds[selection.at];
  const narrow = (part: Partial<FileFilter>): void => {
    setFilter((former) => ({ ...former, behind: null, ...part }));
    setSelection(NOTHING_CHOSEN);
    setAct(null);
  };
  const run = (work: () => Promise<{ readonly sentence: string; readonly isUndoable: boolean }>): void => {
    setError(null);
    work().then(setSaid, (thrown: unknown) => {
      const facts = factsFromError(thrown);
      if (facts.code !== "cancelled") setError(facts);
    });
  };
  const done = (sentence: string, isUndoable = true) => {
    setAct(null);
    return { sentence, isUndoable };
  };
  const assign = (cameraId: string | null): void => run(async () => {
    const { files } = await withActor(() => call("files.assign", { fileIds: chosen, cameraId }));
    return done(cameraId === null ? t("files.unassigned") : t("files.assigned", { count: files, camera: cameraNames.get(cameraId) ?? cameraId }));
  });
  const openPlacing = (): void => run(async () => {
    if (chosen.length > PLACED_MAX) return { sentence: t("files.tooMany", { max: PLACED_MAX }), isUndoable: false };
    const rows = await call("files.rows", { fileIds: chosen });
    // What gives no pictures has no place in time, and nothing of it would be seen there.
    const files = rows.filter(({ state }) => state !== "failed");
    setAct(files.length === 0 ? null : { kind: "place", files });
    return { sentence: files.length === rows.length ? "" : t("files.leftOut", { count: rows.length - files.length }), isUndoable: false };
  });
  return (
    <Dialog title={t("files.title")} onClose={onClose} widthPx={1280} testId="files-dialog" footer={<Button onClick={onClose}>{t("words.close")}</Button>}>
      <Filters filter={filter} cameras={cameras.map(({ cameraId, name }) => ({ value: cameraId, label: name }))} onChange={narrow} />
      <ErrorNotice error={error ?? found.error} />
      {said !== null && said.sentence !== "" && (
        <Notice tone="info" testId="files-said" actions={said.isUndoable ? <Button size="small" onClick={() => run(async () => {
          await withActor(() => call("changes.undo", {}));
          return { sentence: t("files.undone"), isUndoable: false };
        })} data-testid="files-undo">{t("files.undo")}</Button> : undefined}>{said.sentence}</Notice>
      )}
      <div className={css["bar"]}>
        <span className="digits" role="status">{t("files.count", { count: fileIds.length })}{chosen.length > 0 && <> · {t("files.chosen", { count: chosenCount(selection) })}</>}</span>
        <span className={css["quiet"]}>{t("files.keys")}</span>
        <span className={css["push"]} />
        {isWritable && <Button size="small" disabled={chosen.length === 0} aria-expanded={act?.kind === "assign"} onClick={() => setAct(act?.kind === "assign" ? null : { kind: "assign" })} data-testid="files-assign">{t("files.assign")}</Button>}
        {isWritable && <Button size="small" disabled={chosen.length === 0} aria-expanded={act?.kind === "place"} onClick={() => (act?.kind === "place" ? setAct(null) : openPlacing())} data-testid="files-place">{t("files.place")}</Button>}
      </div>
      {act?.kind === "assign" && <AssignForm count={chosen.length} cameras={cameras} onAssign={assign} />}
      {act?.kind === "place" && <PlaceForm files={act.files} onPlace={(placements, isBack) => run(async () => {
        const { files } = await withActor(() => call("files.place", { placements }));
        return done(isBack ? t("files.unplaced") : t("files.placed", { count: files }));
      })} />}
      {found.data !== null && fileIds.length === 0
        ? <p className={css["none"]}>{t("files.none")}</p>
        : <FileTable fileIds={fileIds} selection={selection} onSelect={(next) => { setSelection(next); if (act?.kind === "place") setAct(null); }} cameraNames={cameraNames} />}
      {at !== undefined && act === null && <FileDetails fileId={at} isWritable={isWritable} />}
    </Dialog>
  );
}

interface FiltersProps {
  readonly filter: FileFilter;
  readonly cameras: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (part: Partial<FileFilter>) => void;
}

function Filters({ filter, cameras, onChange }: FiltersProps) {
  const { t } = useWords();
  const toggles = [["isTimeless", "timeless"], ["isProvisional", "provisional"], ["isOffline", "offline"]] as const;
  return (
    <div className={css["filters"]}>
      <SelectField label={t("files.camera")} value={filter.cameraId ?? ""} onChange={(cameraId) => onChange({ cameraId: cameraId === "" ? null : cameraId })} options={[{ value: "", label: t("files.allCameras") }, ...cameras]} />
      <SelectField
        label={t("files.problem")} value={filter.problem ?? ""} onChange={(problem) => onChange({ problem: problem === "" ? null : (problem as NonNullable<FileFilter["problem"]>) })}
        options={[{ value: "", label: t("files.anyOrNone") }, { value: "any", label: t("files.any") }, ...problemWeights.map((weight) => ({ value: weight as string, label: t(`files.weight.${weight}`) }))]}
      />
      <TextField label={t("files.search")} type="search" value={filter.text} onChange={(text) => onChange({ text })} data-testid="files-search" />
      <div className={css["toggles"]}>
        {toggles.map(([field, word]) => <Button key={field} aria-pressed={filter[field]} onClick={() => onChange({ [field]: !filter[field] })} data-testid={`files-${word}`}>{t(`files.${word}`)}</Button>)}
      </div>
    </div>
  );
}
