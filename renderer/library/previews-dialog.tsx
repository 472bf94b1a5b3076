// How often a frame is stored for hovering and scrubbing, how much room all of them may take, what they take now, and taking
// them away. Making them is the engine's work, behind everything else.

import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { FieldRow, SelectField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { bytesText } from "../jobs/job-facts.ts";
import css from "./library.module.css";

const EVERY_S = [2, 5, 10, 30, 60] as const;
const LIMIT_GB = [1, 2, 4, 8, 16, 32, 64, 128] as const;
const GB = 1_000_000_000;

/** The usual choices, and what is set where it is another (by the command line). */
const withOwn = (usual: readonly number[], own: number | null): readonly number[] =>
  (own === null || usual.includes(own) ? usual : [...usual, own].sort((a, b) => a - b));

export function PreviewsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const answer = useQuery("previews.read", {}, { topics: ["previews", "files"] });
  if (answer.data === null) return <Dialog title={t("previews.title")} onClose={onClose} testId="previews-dialog"><ErrorNotice error={answer.error} /></Dialog>;
  return <PreviewsForm held={answer.data} onClose={onClose} />;
}

function PreviewsForm({ held, onClose }: { readonly held: OutputOf<"previews.read">; readonly onClose: () => void }) {
  const { t } = useWords();
  const [every, setEvery] = useState(held.everyMs === null ? "off" : String(held.everyMs / 1000));
  const [limit, setLimit] = useState(String(held.limitBytes / GB));
  const [removedBytes, setRemovedBytes] = useState<number | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const trying = (work: () => Promise<void>): void => {
    setError(null);
    work().catch((failure: unknown) => setError(factsFromError(failure)));
  };
  const save = (): void => trying(async () => {
    await call("previews.set", { everyMs: every === "off" ? null : Number(every) * 1000, limitBytes: Math.round(Number(limit) * GB) });
    await call("previews.make", {});
    onClose();
  });
  const remove = (): void => trying(async () => setRemovedBytes((await call("previews.remove", {})).bytes));
  return (
    <Dialog
      title={t("previews.title")} onClose={onClose} onSubmit={save} testId="previews-dialog"
      footer={<>
        <Button type="button" disabled={held.bytes === 0} onClick={remove} data-testid="previews-remove">{t("previews.remove")}</Button>
        <Button type="button" onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" data-testid="previews-save">{t("previews.keep")}</Button>
      </>}
    >
      <p className={css["quiet"]}>{t("previews.why")}</p>
      <FieldRow>
        <SelectField
          label={t("previews.every")} hint={t("previews.everyHint")} value={every} onChange={setEvery}
          options={[{ value: "off", label: t("previews.off") }, ...withOwn(EVERY_S, held.everyMs === null ? null : held.everyMs / 1000).map((count) => ({ value: String(count), label: t("previews.seconds", { count }) }))]}
        />
        <SelectField
          label={t("previews.limit")} hint={t("previews.limitHint")} value={limit} onChange={setLimit}
          options={withOwn(LIMIT_GB, held.limitBytes / GB).map((gb) => ({ value: String(gb), label: bytesText(gb * GB) }))}
        />
      </FieldRow>
      <p className="digits" data-testid="previews-held">{t("previews.held", { made: held.madeCount, count: held.fileCount, bytes: bytesText(held.bytes) })}</p>
      {held.bytes >= held.limitBytes && held.madeCount < held.fileCount && <Notice tone="warn">{t("previews.full")}</Notice>}
      {removedBytes !== null && <Notice tone="info">{t("previews.removed", { bytes: bytesText(removedBytes) })}</Notice>}
      <ErrorNotice error={error} />
    </Dialog>
  );
}
