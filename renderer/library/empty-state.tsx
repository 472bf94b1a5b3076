// A library without footage: what this is for in two sentences, and the two ways to begin. No wizard, no account.

import { FolderPlus, PlayCircle } from "lucide-react";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { chooseFootage, openSample, useIntake } from "./add-footage.ts";
import css from "./library.module.css";

export function EmptyState({ isWritable }: { readonly isWritable: boolean }) {
  const { t } = useWords();
  const error = useIntake((s) => s.error);
  return (
    <div className={css["empty"]} data-testid="empty-state">
      <div className={css["inner"]}>
        <h1>{t("empty.title")}</h1>
        <p>{t("empty.teach")}</p>
        <ErrorNotice error={error} />
        <div className={css["choices"]}>
          <section className={css["choice"]}>
            <p>{t("empty.addTeach")}</p>
            <Button kind="primary" size="large" icon={<FolderPlus size={18} aria-hidden />} disabled={!isWritable} onClick={() => void chooseFootage()} data-testid="add-footage">{t("library.add")}</Button>
          </section>
          <section className={css["choice"]}>
            <p>{t("empty.sampleTeach")}</p>
            <Button size="large" icon={<PlayCircle size={18} aria-hidden />} disabled={!isWritable} onClick={() => void openSample()} data-testid="open-sample">{t("library.openSample")}</Button>
          </section>
        </div>
        <p className={css["foot"]}>{t("empty.originals")}</p>
      </div>
    </div>
  );
}
