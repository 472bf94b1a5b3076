// The intake sheet as a form: of the folder just added, or one of those that were filled in before. Every field may stay
// empty; what is missing is filled in later. The recorder's time beside Beijing time becomes a clock reading.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Intake } from "../../contract/intake.ts";
import { withActor } from "../actor/actor-store.ts";
import { useClockWords } from "../clocks/use-clock-words.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import type { FieldTime } from "../design/field-time.ts";
import { FieldRow, NoteField, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { call } from "../engine/engine-client.ts";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { useIntakeOffer } from "./intake-offer-store.ts";
import { draftErrorMs, draftFault, draftFrom, emptyDraft, inputFrom, type SheetDraft } from "./sheet-draft.ts";
import css from "./intake.module.css";

/** @param folder null: opened from the menu, for any of the sheets or a new one */
export function IntakeDialog({ folder, onClose }: { readonly folder: string | null; readonly onClose: () => void }) {
  const { t } = useWords();
  const answer = useQuery("intakes.list", {}, { topics: ["intakes"] });
  const [chosen, setChosen] = useState<string | null>(null);
  const sheets = answer.data ?? [];
  if (answer.data === null) return <Dialog title={t("intake.title")} onClose={onClose} testId="intake-dialog"><ErrorNotice error={answer.error} /></Dialog>;
  // A folder that has a sheet gets that one again, not a second.
  const key = chosen ?? String(sheets.find((sheet) => sheet.facts.folder === folder)?.intakeId ?? (folder === null ? (sheets.at(-1)?.intakeId ?? "new") : "new"));
  const sheet = sheets.find(({ intakeId }) => String(intakeId) === key) ?? null;
  return <SheetForm key={key} sheet={sheet} sheets={sheets} folder={folder ?? ""} onChoose={setChosen} onClose={onClose} />;
}

interface SheetFormProps {
  readonly sheet: Intake | null;
  readonly sheets: readonly Intake[];
  readonly folder: string;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

function SheetForm({ sheet, sheets, folder, onChoose, onClose }: SheetFormProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const [draft, setDraft] = useState<SheetDraft>(() => (sheet === null ? emptyDraft(folder) : draftFrom(sheet)));
  const [openedMs] = useState(() => Date.now());
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [isSaving, setSaving] = useState(false);
  const fault = draftFault(draft);
  const change = (part: Partial<SheetDraft>): void => setDraft((former) => ({ ...former, ...part }));
  const textOf = (name: "place" | "holder" | "device" | "channels" | "officers" | "reference" | "copyMethod" | "notSeizedReason" | "note") =>
    ({ label: t(`intake.${name}`), value: draft[name], onChange: (value: string) => change({ [name]: value }) });
  const timeOf = (name: "takenMs" | "recorderMs" | "beijingMs" | "overwriteMs") => ({
    label: t(`intake.${name}`), initialMs: typeof draft[name] === "number" ? draft[name] : null, nowMs: openedMs, timezone, testId: `intake-${name}`,
    onChange: (value: FieldTime) => change({ [name]: value }),
  });

  const save = (): void => {
    if (fault !== null || isSaving) return;
    setSaving(true);
    withActor(() => call("intakes.save", inputFrom(draft)))
      .then((saved) => {
        useIntakeOffer.getState().answer(saved.facts.folder);
        onClose();
      }, (thrown: unknown) => setError(factsFromError(thrown)))
      .finally(() => setSaving(false));
  };
  const choosePhoto = async (): Promise<void> => {
    const [path] = await window.quayline.chooseFiles(t("intake.choosePhoto"), ["jpg", "jpeg", "png", "heic", "bmp"]);
    if (path !== undefined) change({ photoPath: path });
  };
  const chooseFolder = async (): Promise<void> => {
    const [path] = await window.quayline.chooseFolders(t("intake.chooseFolder"));
    if (path !== undefined) change({ folder: path });
  };

  return (
    <Dialog
      title={t("intake.title")} onClose={onClose} onSubmit={save} widthPx={760} testId="intake-dialog"
      footer={<>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={fault !== null || isSaving} data-testid="intake-save">{t("intake.save")}</Button>
      </>}
    >
      <p>{t("intake.why")}</p>
      {sheets.length > 0 && (
        <SelectField
          label={t("intake.which")} value={sheet === null ? "new" : String(sheet.intakeId)} onChange={onChoose}
          options={[...sheets.map(({ intakeId, facts }) => ({ value: String(intakeId), label: facts.place ?? facts.folder })), { value: "new", label: t("intake.new") }]}
        />
      )}
      <div className={css["path"]}>
        <TextField label={t("intake.folder")} value={draft.folder} onChange={(value) => change({ folder: value })} data-testid="intake-folder" />
        <Button onClick={() => void chooseFolder()}>{t("intake.choose")}</Button>
      </div>
      <FieldRow><TimeField {...timeOf("recorderMs")} isFocused /><TimeField {...timeOf("beijingMs")} /></FieldRow>
      <ComparisonNotice draft={draft} sheet={sheet} />
      <FieldRow>
        <TextField {...textOf("reference")} placeholder={t("intake.referenceExample")} />
        <div className={css["path"]}>
          <TextField label={t("intake.photo")} value={draft.photoPath} onChange={(photoPath) => change({ photoPath })} />
          <Button onClick={() => void choosePhoto()}>{t("intake.choose")}</Button>
        </div>
      </FieldRow>
      <FieldRow><TimeField {...timeOf("takenMs")} /><TextField {...textOf("place")} data-testid="intake-place" /></FieldRow>
      <FieldRow><TextField {...textOf("holder")} /><TextField {...textOf("officers")} hint={t("intake.officersHint")} bad={fault === "officers" ? t("intake.officersBad") : null} /></FieldRow>
      <FieldRow><TextField {...textOf("device")} /><TextField {...textOf("channels")} /></FieldRow>
      <FieldRow>
        <TimeField {...timeOf("overwriteMs")} />
        <TextField label={t("intake.retention")} inputMode="numeric" value={draft.retentionDays} onChange={(retentionDays) => change({ retentionDays })} bad={fault === "retention" ? t("intake.retentionBad") : null} />
      </FieldRow>
      <NoteField {...textOf("copyMethod")} />
      <NoteField {...textOf("notSeizedReason")} />
      <NoteField {...textOf("note")} />
      <ErrorNotice error={error} />
    </Dialog>
  );
}

/** What the two times say, and which camera's clock did not take it. */
function ComparisonNotice({ draft, sheet }: { readonly draft: SheetDraft; readonly sheet: Intake | null }) {
  const { t } = useWords();
  const words = useClockWords();
  const errorMs = draftErrorMs(draft);
  const refused = sheet?.cameras.filter(({ refusal }) => refusal !== null) ?? [];
  return (
    <>
      {draftFault(draft) === "clock" && <Notice tone="warn">{t("intake.clockHalf")}</Notice>}
      {errorMs !== null && <Notice tone="info">{t("intake.clockSays", { error: words.error(errorMs) })}</Notice>}
      {refused.length > 0 && <Notice tone="warn">{t("intake.refused", { cameras: refused.map(({ cameraId }) => cameraId).join(", ") })}</Notice>}
    </>
  );
}
