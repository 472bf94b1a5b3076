// Gives the chosen files to a camera, one that there is or a new one, or back to what the rules say.

import { useState } from "react";
import type { Camera } from "../../contract/model.ts";
import { Button } from "../design/button.tsx";
import { TextField } from "../design/field.tsx";
import { useWords } from "../i18n.ts";
import css from "./files.module.css";

interface AssignFormProps {
  readonly count: number;
  readonly cameras: readonly Camera[];
  /** Null: back to the rules. */
  readonly onAssign: (cameraId: string | null) => void;
}

export function AssignForm({ count, cameras, onAssign }: AssignFormProps) {
  const { t } = useWords();
  const [cameraId, setCameraId] = useState("");
  return (
    <form className={css["act"]} data-testid="assign-form" onSubmit={(event) => { event.preventDefault(); if (cameraId.trim() !== "") onAssign(cameraId.trim()); }}>
      <TextField label={t("files.assignTo")} value={cameraId} onChange={setCameraId} list="known-cameras" maxLength={200} data-testid="assign-camera" />
      <datalist id="known-cameras">{cameras.map((camera) => <option key={camera.cameraId} value={camera.cameraId}>{camera.name}</option>)}</datalist>
      <Button kind="primary" type="submit" disabled={cameraId.trim() === "" || count === 0} data-testid="assign-do">{t("files.assignDo", { count })}</Button>
      <Button disabled={count === 0} onClick={() => onAssign(null)}>{t("files.backCamera")}</Button>
    </form>
  );
}
