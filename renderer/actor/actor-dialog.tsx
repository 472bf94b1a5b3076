// Name, unit and service number of who sits here: asked once, kept by the library, written beside every logged act.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { FieldRow, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useLibrary } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { useActorQuestion } from "./actor-store.ts";

export function ActorDialog() {
  const isOpen = useActorQuestion((s) => s.isOpen);
  return isOpen ? <OpenActorDialog /> : null;
}

function OpenActorDialog() {
  const { t } = useWords();
  const known = useLibrary().data?.actor ?? null;
  const { answer, dismiss } = useActorQuestion();
  const [name, setName] = useState(known?.name ?? "");
  const [unit, setUnit] = useState(known?.unit ?? "");
  const [number, setNumber] = useState(known?.number ?? "");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const save = (): void => {
    if (name.trim() === "") return;
    answer({ name: name.trim(), unit: unit.trim() || null, number: number.trim() || null })
      .catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <Dialog
      title={t("actor.title")} onClose={dismiss} onSubmit={save} widthPx={440} testId="actor-dialog"
      footer={<>
        <Button onClick={dismiss}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={name.trim() === ""} data-testid="actor-save">{t("actor.save")}</Button>
      </>}
    >
      <p>{t("actor.why")}</p>
      <TextField label={t("actor.name")} value={name} onChange={setName} isFocused data-testid="actor-name" />
      <FieldRow>
        <TextField label={t("actor.unit")} isOptional value={unit} onChange={setUnit} />
        <TextField label={t("actor.number")} isOptional value={number} onChange={setNumber} />
      </FieldRow>
      <ErrorNotice error={error} />
    </Dialog>
  );
}
