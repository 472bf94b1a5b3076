// Naming a camera, giving it a site, and saying which cameras come next from it. What else a camera is comes from the camera list that
// was imported, or from the map.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import type { Neighbour } from "../../contract/neighbours.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useQuery } from "../engine/use-query.ts";
import { draftOfNeighbour, neighboursFromDrafts, type NeighbourDraft } from "../follow/neighbour-draft.ts";
import { NeighboursEditor } from "../follow/neighbours-editor.tsx";
import { useWords } from "../i18n.ts";

interface CameraDialogProps {
  readonly cameraId: string;
  readonly field: "name" | "site" | "neighbours";
  readonly onClose: () => void;
}

export function CameraDialog({ cameraId, field, onClose }: CameraDialogProps) {
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras"] }).data;
  const all = useQuery("cameras.neighbours", {}, { topics: ["map"] }).data;
  const camera = cameras?.find((c) => c.cameraId === cameraId);
  if (cameras === null || camera === undefined || all === null) return null;
  return <CameraForm camera={camera} cameras={cameras} neighbours={all.neighbours.filter((each) => each.cameraId === cameraId)} field={field} onClose={onClose} />;
}

interface CameraFormProps extends Omit<CameraDialogProps, "cameraId"> {
  readonly camera: Camera;
  readonly cameras: readonly Camera[];
  readonly neighbours: readonly Neighbour[];
}

const NONE_BAD = new Map<number, never>();

function CameraForm({ camera, cameras, neighbours: former, field, onClose }: CameraFormProps) {
  const { t } = useWords();
  const [name, setName] = useState(camera.name);
  const [site, setSite] = useState(camera.site ?? "");
  const [drafts, setDrafts] = useState<readonly NeighbourDraft[]>(() => former.map(draftOfNeighbour));
  const [error, setError] = useState<ErrorFacts | null>(null);
  const meant = neighboursFromDrafts(drafts);
  const { cameraId } = camera;
  const isRenamed = name.trim() !== camera.name || (site.trim() || null) !== camera.site || camera.provisional;
  const save = async (): Promise<void> => {
    if (name.trim() === "" || "bad" in meant) return;
    // Only what was changed becomes an act of its own.
    if (isRenamed) await withActor(() => call("cameras.update", { cameraId, name: name.trim(), site: site.trim() || null }));
    const hasOthers = JSON.stringify(drafts) !== JSON.stringify(former.map(draftOfNeighbour));
    if (hasOthers) await withActor(() => call("cameras.setNeighbours", { cameraId, neighbours: [...meant.neighbours] }));
    onClose();
  };
  return (
    <Dialog
      title={t("cameras.editTitle", { id: cameraId })} onClose={onClose} onSubmit={() => { save().catch((thrown: unknown) => setError(factsFromError(thrown))); }} widthPx={520} testId="camera-dialog"
      footer={<>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={name.trim() === "" || "bad" in meant} data-testid="camera-save">{t("words.save")}</Button>
      </>}
    >
      <TextField label={t("cameras.name")} value={name} onChange={setName} isFocused={field === "name"} />
      <TextField label={t("cameras.site")} isOptional value={site} onChange={setSite} isFocused={field === "site"} list="known-sites" hint={t("cameras.siteHint")} />
      <datalist id="known-sites">{[...new Set(cameras.flatMap((c) => c.site ?? []))].map((known) => <option key={known} value={known} />)}</datalist>
      <NeighboursEditor camera={camera} cameras={cameras} drafts={drafts} bad={"bad" in meant ? meant.bad : NONE_BAD} onDrafts={setDrafts} isFocused={field === "neighbours"} />
      <ErrorNotice error={error} />
    </Dialog>
  );
}
