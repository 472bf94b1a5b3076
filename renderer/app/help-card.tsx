// The card of all keys, behind `?`. The keys themselves are state/keys.ts.

import { useTranslation } from "react-i18next";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { useWords } from "../i18n.ts";
import { keyText } from "../settings/key-text.ts";
import { useOwnKeys } from "../settings/own-keys.ts";
import { effectiveKeys, keyMap, type KeyMapEntry } from "../state/keys.ts";
import { useShell } from "./shell-store.ts";
import css from "./help-card.module.css";

const GROUPS: readonly (KeyMapEntry["group"] | "lists")[] = ["play", "mark", "lists", "view", "app"];

/** What keys mean in the lists of the case: those that nobody can change (pin-rows.tsx, event-rows.tsx). */
const LIST_KEYS = [
  { keys: ["ArrowUp", "ArrowDown"], does: "move" }, { keys: ["Home", "End", "PgUp", "PgDn"], does: "ends" }, { keys: ["Enter"], does: "go" }, { keys: ["ArrowLeft", "ArrowRight"], does: "fold" },
  { keys: ["C"], does: "clock" }, { keys: ["A"], does: "statement" }, { keys: ["E"], does: "edit" }, { keys: ["Del"], does: "remove" },
] as const;

function ListKeys() {
  const { t } = useWords();
  return (
    <section>
      <h3>{t("listKeys.title")}</h3>
      <dl>{LIST_KEYS.map(({ keys: caps, does }) => <div key={does}><dt>{caps.map((key) => <kbd key={key}>{keyText(key)}</kbd>)}</dt><dd>{t(`listKeys.${does}`)}</dd></div>)}</dl>
    </section>
  );
}

export function HelpCard({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { t: timelineWords } = useTranslation(["timeline", "wall", "keys"]);
  const { versions } = window.quayline;
  const keys = effectiveKeys(useOwnKeys((s) => s.own));
  const open = useShell((s) => s.open);
  return (
    <Dialog title={t("help.title")} onClose={onClose} widthPx={860} testId="help-card"
      footer={<Button onClick={() => open({ kind: "keys" })} data-testid="keys-open">{t("ownKeys.open")}</Button>}
    >
      <div className={css["groups"]}>
        {GROUPS.map((group) => (group === "lists" ? <ListKeys key={group} /> : (
          <section key={group}>
            <h3>{t(`help.group.${group}`)}</h3>
            <dl>
              {keyMap.filter((entry) => entry.group === group).map((entry) => (
                <div key={entry.action}>
                  <dt>{(keys.get(entry.action) ?? []).map((key) => <kbd key={key}>{keyText(key)}</kbd>)}</dt>
                  <dd>{timelineWords(entry.labelKey)}</dd>
                </div>
              ))}
            </dl>
          </section>
        )))}
      </div>
      <p className={css["more"]}>{t("help.more")}</p>
      <p className={css["version"]}>{t("help.version", { app: versions.app, electron: versions.electron, chromium: versions.chromium })}</p>
    </Dialog>
  );
}
