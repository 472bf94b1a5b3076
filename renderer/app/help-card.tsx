// The card of all keys, behind `?`. The keys themselves are state/keys.ts.

import { useTranslation } from "react-i18next";
import { Dialog } from "../design/dialog.tsx";
import { useWords } from "../i18n.ts";
import { keyMap, type KeyMapEntry } from "../state/keys.ts";
import css from "./help-card.module.css";

const GROUPS: readonly KeyMapEntry["group"][] = ["play", "mark", "view", "app"];
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

function keyText(key: string): string {
  return key.split("+").map((part) => SIGNS[part] ?? part).join(" ").trim() || "+";
}

export function HelpCard({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { t: timelineWords } = useTranslation(["timeline", "wall"]);
  const { versions } = window.quayline;
  return (
    <Dialog title={t("help.title")} onClose={onClose} widthPx={860} testId="help-card">
      <div className={css["groups"]}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`help.group.${group}`)}</h3>
            <dl>
              {keyMap.filter((entry) => entry.group === group).map((entry) => (
                <div key={entry.action}>
                  <dt>{entry.keys.map((key) => <kbd key={key}>{keyText(key)}</kbd>)}</dt>
                  <dd>{timelineWords(entry.labelKey)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={css["more"]}>{t("help.more")}</p>
      <p className={css["version"]}>{t("help.version", { app: versions.app, electron: versions.electron, chromium: versions.chromium })}</p>
    </Dialog>
  );
}
