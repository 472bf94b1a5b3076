// The frame of a form beside the map: heading, fields, what was refused, Cancel and Save. Enter keeps, Escape gives up. What is entered,
// and what it means, is each form's own.

import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CoordinateSystem } from "../../contract/coordinates.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { coordinateSystem } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { SelectField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import css from "./map.module.css";

interface MapFormProps {
  readonly title: string;
  /** Null: something is missing, or means nothing. */
  readonly save: (() => Promise<unknown>) | null;
  /** Kept or given up. */
  readonly onClose: () => void;
  /** What the form's and the button's own begin with. */
  readonly testId: string;
  readonly children: ReactNode;
}

export function MapForm({ title, save, onClose, testId, children }: MapFormProps) {
  const { t } = useTranslation("window");
  const [error, setError] = useState<ErrorFacts | null>(null);
  const submit = (): void => {
    if (save !== null) withActor(save).then(onClose, (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form
      className={css["form"]} aria-label={title} data-testid={`${testId}-form`} noValidate
      onSubmit={(event) => { event.preventDefault(); submit(); }} onKeyDown={(event) => { if (event.key === "Escape") onClose(); }}
    >
      <h2 className={css["heading"]}>{title}</h2>
      {children}
      <ErrorNotice error={error} />
      <div className={css["formButtons"]}>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={save === null} data-testid={`${testId}-save`}>{t("words.save")}</Button>
      </div>
    </form>
  );
}

interface SystemFieldProps {
  readonly system: CoordinateSystem;
  readonly onSystem: (system: CoordinateSystem) => void;
  readonly hint?: string;
}

/** In which system the coordinates beside it are entered. */
export function SystemField({ system, onSystem, hint }: SystemFieldProps) {
  const { t } = useTranslation("map");
  return <SelectField label={t("crs")} value={system} onChange={onSystem} hint={hint} options={coordinateSystem.options.map((value) => ({ value, label: t(`system.${value}`) }))} />;
}
