// The row of tabs over the parts of a case, as a tab list works everywhere: arrows move, one tab stop for all.

import type { KeyboardEvent } from "react";
import { useWords } from "../i18n.ts";
import { caseParts, useCasePart, type CasePart } from "./case-parts.ts";
import css from "./case-tabs.module.css";

export const casePartPanelId = "case-part";
export const casePartTabId = (part: CasePart): string => `case-tab-${part}`;

interface CaseTabsProps {
  /** How many there are of each; a part without a number is not counted. */
  readonly counts: Readonly<Partial<Record<CasePart, number>>>;
}

export function CaseTabs({ counts }: CaseTabsProps) {
  const { t } = useWords();
  const { part: shown, show } = useCasePart();
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = caseParts.indexOf(shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: caseParts.length - 1 }[event.key];
    const next = to === undefined ? undefined : caseParts[(to + caseParts.length) % caseParts.length];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
    document.getElementById(casePartTabId(next))?.focus();
  };
  return (
    <div role="tablist" aria-label={t("case.parts")} className={css["tabs"]} onKeyDown={move} data-owns-keys>
      {caseParts.map((part) => (
        <button
          key={part} type="button" role="tab" id={casePartTabId(part)} aria-selected={part === shown} aria-controls={casePartPanelId}
          tabIndex={part === shown ? 0 : -1} className={css["tab"]} onClick={() => show(part)} data-testid={`case-tab-${part}`}
        >
          {t(`case.part.${part}`)}
          {counts[part] !== undefined && counts[part] > 0 && <small className="digits">{counts[part]}</small>}
        </button>
      ))}
    </div>
  );
}
