// Naming a camera and giving it a site. What else a camera is comes from the camera list that was imported.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";

interface CameraDialogProps {
  readonly cameraId: string;
  readonly field: "name" | "site";
  readonly onClose: () => void;
}

export function CameraDialog({ cameraId, field, onClose }: CameraDialogProps) {
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras"] });
  const camera = cameras.data?.find((c) => c.cameraId === cameraId);
  if (camera === undefined) return null;
  return <CameraForm camera={camera} field={field} onClose={onClose} sites={[...new Set((cameras.data ?? []).flatMap((c) => c.site ?? []))]} />;
}

interface CameraFormProps extends Omit<CameraDialogProps, "cameraId"> {
  readonly camera: Camera;
  readonly sites: readonly string[];
}

function CameraForm({ camera, field, onClose, sites }: CameraFormProps) {
  const { t } = useWords();
  const [name, setName] = useState(camera.name);
  const [site, setSite] = useState(camera.site ?? "");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const save = (): void => {
    if (name.trim() === "") return;
    withActor(() => call("cameras.update", { cameraId: camera.cameraId, name: name.trim(), site: site.trim() || null }))
      .then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <Dialog
      title={t("cameras.editTitle", { id: camera.cameraId })} onClose={onClose} onSubmit={save} widthPx={420} testId="camera-dialog"
      footer={<>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={name.trim() === ""}>{t("words.save")}</Button>
      </>}
    >
      <TextField label={t("cameras.name")} value={name} onChange={setName} isFocused={field === "name"} />
      <TextField label={t("cameras.site")} isOptional value={site} onChange={setSite} isFocused={field === "site"} list="known-sites" hint={t("cameras.siteHint")} />
      <datalist id="known-sites">{sites.map((known) => <option key={known} value={known} />)}</datalist>
      <ErrorNotice error={error} />
    </Dialog>
  );
}
