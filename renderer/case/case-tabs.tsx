// The row of tabs over the parts of a case, with how many there are of each.

import { TabList } from "../design/tab-list.tsx";
import { useWords } from "../i18n.ts";
import { caseParts, useCasePart, type CasePart } from "./case-parts.ts";
import css from "./case-tabs.module.css";

export const casePanelId = "case";

interface CaseTabsProps {
  /** How many there are of each; a part without a number is not counted. */
  readonly counts: Readonly<Partial<Record<CasePart, number>>>;
}

export function CaseTabs({ counts }: CaseTabsProps) {
  const { t } = useWords();
  const { part: shown, show } = useCasePart();
  const tabs = caseParts.map((key) => ({ key, label: t(`case.part.${key}`), count: counts[key] ?? 0 }));
  return <div className={css["tabs"]}><TabList label={t("case.parts")} panelId={casePanelId} tabs={tabs} shown={shown} onShow={show} /></div>;
}
