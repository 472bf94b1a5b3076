// Changing keys: every action with its keys, found by typing; a new key is pressed, and where another action has it the dialog
// asks who shall keep it. What the keys are is own-keys.ts over state/keys.ts.

import { Plus, RotateCcw, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, IconButton } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { chord, effectiveKeys, keyMap, type KeyAction, type KeyMapEntry } from "../state/keys.ts";
import { keyText } from "./key-text.ts";
import { holderOf, refusalOf, useOwnKeys, withDefaults, withKey, withoutKey } from "./own-keys.ts";
import css from "./keys-dialog.module.css";

const GROUPS: readonly KeyMapEntry["group"][] = ["play", "mark", "view", "app"];

/** A key that was pressed for an action although another one has it. */
interface Conflict { readonly action: KeyAction; readonly key: string; readonly holder: KeyAction }

function useLabels(): (action: KeyAction) => string {
  const { i18n } = useWords();
  return (action) => (i18n.t as (key: string) => string)(keyMap.find((entry) => entry.action === action)?.labelKey ?? action);
}

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const labelOf = useLabels();
  const { own, change } = useOwnKeys();
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState<KeyAction | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const keys = effectiveKeys(own);
  const wanted = search.trim().toLocaleLowerCase();
  const isWanted = ({ action }: KeyMapEntry): boolean =>
    `${labelOf(action)} ${(keys.get(action) ?? []).map((key) => `${key} ${keyText(key)}`).join(" ")}`.toLocaleLowerCase().includes(wanted);

  const press = (key: string): void => {
    if (asked === null || refusalOf(key) === "modifier") return;
    setAsked(null);
    setRefused(refusalOf(key) === "reserved" ? key : null);
    if (refusalOf(key) !== null) return;
    const holder = holderOf(own, key);
    if (holder === null) change(withKey(own, asked, key));
    else if (holder !== asked) setConflict({ action: asked, key, holder });
  };
  usePressedKey(asked !== null, press, () => setAsked(null));

  const ask = (action: KeyAction): void => {
    setConflict(null);
    setRefused(null);
    setAsked(action);
  };
  return (
    <Dialog
      title={t("ownKeys.title")} onClose={onClose} widthPx={680} testId="keys-dialog"
      footer={<>
        <Button onClick={() => { setConflict(null); change({}); }} disabled={Object.keys(own).length === 0} data-testid="keys-reset-all">{t("ownKeys.resetAll")}</Button>
        <Button kind="primary" onClick={onClose}>{t("words.close")}</Button>
      </>}
    >
      <TextField label={t("ownKeys.search")} value={search} onChange={setSearch} isFocused data-testid="keys-search" />
      <div role="status" className={css["said"]}>
        {asked !== null && <Notice tone="info">{t("ownKeys.pressNow", { action: labelOf(asked) })}</Notice>}
        {refused !== null && <Notice tone="warn">{t("ownKeys.reserved", { key: keyText(refused) })}</Notice>}
        {conflict !== null && (
          <Notice tone="warn" actions={<>
            <Button size="small" data-testid="keys-take" onClick={() => { change(withKey(own, conflict.action, conflict.key)); setConflict(null); }}>{t("ownKeys.take")}</Button>
            <Button size="small" kind="quiet" onClick={() => setConflict(null)}>{t("ownKeys.leave")}</Button>
          </>}>
            {t("ownKeys.conflict", { key: keyText(conflict.key), holder: labelOf(conflict.holder), action: labelOf(conflict.action) })}
          </Notice>
        )}
      </div>
      <div className={css["groups"]}>
        {GROUPS.map((group) => {
          const entries = keyMap.filter((entry) => entry.group === group && isWanted(entry));
          return entries.length === 0 ? null : (
            <section key={group} aria-label={t(`help.group.${group}`)}>
              <h3>{t(`help.group.${group}`)}</h3>
              <ul>
                {entries.map(({ action }) => (
                  <li key={action} className={css["row"]} data-action={action} data-asked={asked === action}>
                    <span className={css["label"]}>{labelOf(action)}</span>
                    <span className={css["keys"]}>
                      {(keys.get(action) ?? []).map((key) => (
                        <kbd key={key}>
                          {keyText(key)}
                          <button type="button" aria-label={t("ownKeys.remove", { key: keyText(key), action: labelOf(action) })} onClick={() => change(withoutKey(own, key))}><X size={11} aria-hidden /></button>
                        </kbd>
                      ))}
                      {(keys.get(action) ?? []).length === 0 && <small>{t("ownKeys.none")}</small>}
                    </span>
                    <span className={css["acts"]}>
                      <IconButton label={t("ownKeys.add", { action: labelOf(action) })} size="small" icon={<Plus size={14} aria-hidden />} aria-pressed={asked === action} onClick={() => ask(action)} />
                      <IconButton label={t("ownKeys.reset", { action: labelOf(action) })} size="small" icon={<RotateCcw size={13} aria-hidden />} disabled={own[action] === undefined} onClick={() => change(withDefaults(own, action))} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {!keyMap.some(isWanted) && <p className={css["nothing"]}>{t("ownKeys.nothing")}</p>}
      </div>
    </Dialog>
  );
}

/** While `isOn`, every press is told and means nothing else; Escape and a click call it off. */
function usePressedKey(isOn: boolean, onPress: (key: string) => void, onCancel: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const take = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") onCancel();
      else if (!event.altKey) onPress(chord(event));
    };
    window.addEventListener("keydown", take, true);
    window.addEventListener("pointerdown", onCancel, true);
    return () => {
      window.removeEventListener("keydown", take, true);
      window.removeEventListener("pointerdown", onCancel, true);
    };
  });
}
