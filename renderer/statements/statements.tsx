// The statements of a case, each beside what the footage says of it. Written and assessed in place; a pin can begin that.

import { Plus, Quote } from "lucide-react";
import type { Pin } from "../../contract/model.ts";
import type { CaseView, Statement } from "../../contract/reconstruction.ts";
import { useCasePart } from "../case/case-parts.ts";
import { Button } from "../design/button.tsx";
import { MenuButton } from "../design/menu.tsx";
import { useWords } from "../i18n.ts";
import { AssessForm } from "./assess-form.tsx";
import { useStatementDraft } from "./statement-draft.ts";
import { StatementForm } from "./statement-form.tsx";
import { StatementRow } from "./statement-row.tsx";
import css from "./statements.module.css";

export function Statements({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const { caseId, statements, pins } = file;
  const { t } = useWords();
  const { draft, open } = useStatementDraft();
  const close = (): void => open(null);
  const inHand = draft === null ? undefined : statements.find((statement) => statement.statementId === draft.statementId);
  return (
    <section className={css["section"]} aria-label={t("statements.title")}>
      <header>
        <h2>{t("statements.title")}</h2>
        {isWritable && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => open({ kind: "edit", statementId: null })} data-testid="statement-add">{t("statements.add")}</Button>}
      </header>
      {draft?.kind === "edit" && draft.statementId === null && <StatementForm caseId={caseId} before={null} onClose={close} />}
      {statements.length === 0 && draft === null && <p className={css["teach"]}>{t("statements.teach")}</p>}
      <ul>
        {statements.map((statement) => {
          if (statement !== inHand || draft === null) return <StatementRow key={statement.statementId} statement={statement} file={file} isWritable={isWritable} />;
          if (draft.kind === "edit") return <li key={statement.statementId}><StatementForm caseId={caseId} before={statement} onClose={close} /></li>;
          return (
            <li key={statement.statementId}>
              <p className={css["words"]}>{statement.text}</p>
              <AssessForm key={draft.pinId} statement={statement} pins={pins} pinId={draft.pinId} onClose={close} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** On a pin: which statement it shows. Chosen, that statement's finding is opened with the pin in it. */
export function ShowsStatement({ pin, statements, tabIndex }: { readonly pin: Pin; readonly statements: readonly Statement[]; readonly tabIndex: number }) {
  const { t } = useWords();
  const begin = (statementId: number | null): void => {
    useStatementDraft.getState().open(statementId === null ? { kind: "edit", statementId } : { kind: "assess", statementId, pinId: pin.pinId });
    useCasePart.getState().show("statements");
  };
  return (
    <MenuButton
      size="small" tabIndex={tabIndex} label={t("statements.pinMenu", { title: pin.title })} icon={<Quote size={13} aria-hidden />} testId={`pin-shows-${pin.pinId}`}
      items={[
        ...statements.map(({ statementId, speaker, text }) => ({ key: String(statementId), label: t("statements.pinFor", { speaker, text }), onChoose: () => begin(statementId) })),
        { key: "new", label: t("statements.pinNew"), startsGroup: statements.length > 0, onChoose: () => begin(null) },
      ]}
    />
  );
}
