// Labelled fields: text, lines of text, a choice from a list, one of a few, yes or no. A hint or what is wrong stands
// below the field it belongs to. Times have their own (time-field.tsx).

import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from "react";
import { useWords } from "../i18n.ts";
import css from "./field.module.css";

interface FieldFrame {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what stands in it. */
  readonly bad?: string | null;
  readonly isOptional?: boolean;
}

interface FrameProps extends FieldFrame {
  readonly id: string;
  readonly children: ReactNode;
}

export function FieldFrameView({ id, label, hint, bad, isOptional = false, children }: FrameProps) {
  const { t } = useWords();
  return (
    <div className={css["field"]}>
      <label className={css["label"]} htmlFor={id}>
        {label}
        {isOptional && <span className={css["optional"]}>{t("words.optional")}</span>}
      </label>
      {children}
      {bad !== undefined && bad !== null
        ? <p className={css["bad"]} id={`${id}-note`} role="alert">{bad}</p>
        : hint !== undefined && hint !== null && <div className={css["hint"]} id={`${id}-note`}>{hint}</div>}
    </div>
  );
}

interface TextFieldProps extends FieldFrame, Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isFocused?: boolean;
  readonly "data-testid"?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, bad, isOptional, value, onChange, isFocused = false, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrameView id={id} label={label} hint={hint} bad={bad ?? null} isOptional={isOptional ?? false}>
      <input
        spellCheck={false} autoComplete="off" {...rest} id={id} className={css["input"]} value={value}
        aria-invalid={bad !== undefined && bad !== null} aria-describedby={`${id}-note`}
        {...(isFocused ? { "data-autofocus": "" } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrameView>
  );
}

interface NoteFieldProps extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
}

export function NoteField({ label, hint, isOptional, value, onChange, rows = 2 }: NoteFieldProps) {
  const id = useId();
  return (
    <FieldFrameView id={id} label={label} hint={hint} isOptional={isOptional ?? false}>
      <textarea id={id} className={css["input"]} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
    </FieldFrameView>
  );
}

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

interface OptionProps<T extends string> extends FieldFrame {
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}

export function SelectField<T extends string>({ label, hint, isOptional, value, options, onChange }: OptionProps<T>) {
  const id = useId();
  return (
    <FieldFrameView id={id} label={label} hint={hint} isOptional={isOptional ?? false}>
      <select id={id} className={css["input"]} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </FieldFrameView>
  );
}

export function ChoiceField<T extends string>({ label, hint, value, options, onChange }: OptionProps<T>) {
  const name = useId();
  return (
    <fieldset className={css["choices"]}>
      <legend className={css["label"]}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={css["choice"]}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
          {option.hint !== undefined && <small>{option.hint}</small>}
        </label>
      ))}
      {hint !== undefined && <div className={css["hint"]}>{hint}</div>}
    </fieldset>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly testId?: string;
}

export function CheckField({ label, hint, isChecked, onChange, testId }: CheckFieldProps) {
  return (
    <label className={css["choice"]} data-testid={testId}>
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}

/** Fields side by side. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={css["row"]}>{children}</div>;
}
