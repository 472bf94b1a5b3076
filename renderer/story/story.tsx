// The account of the case: sections of text whose citations are live. Each stands with the corrected time of what it cites
// and goes there; what is no longer on the case is said to be gone. Printing is the report's.

import { ArrowDown, ArrowUp, Pencil, Plus, X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { CaseView, Citation, StorySection } from "../../contract/reconstruction.ts";
import { piecesOf } from "../../contract/story-text.ts";
import { withActor } from "../actor/actor-store.ts";
import { goTo } from "../app/go-to.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary, useTimezone } from "../engine/library.ts";
import { tellDone } from "../history/change-history.ts";
import { textFromMachineTime } from "../history/machine-time.ts";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { SectionEditor } from "./section-editor.tsx";
import { storyDrafts } from "./story-drafts.ts";
import css from "./story.module.css";

export function Story({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const { t } = useWords();
  const libraryPath = useLibrary().data?.path ?? "";
  // A draft that a crash left is opened at once.
  const [editing, setEditing] = useState<number | null | "none">(() => {
    const ids = [...file.story.map((section) => section.sectionId), null];
    const left = isWritable ? ids.find((id) => storyDrafts.read(libraryPath, file.caseId, id) !== null) : undefined;
    return left === undefined ? "none" : left;
  });
  // While a new section is written it stands in its editor alone.
  const [madeId, setMadeId] = useState<number | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const run = (act: () => Promise<unknown>): void => {
    setError(null);
    withActor(act).catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  const swap = (a: number, b: number): void => {
    const order = file.story.map((section) => section.sectionId);
    [order[a], order[b]] = [order[b]!, order[a]!];
    run(() => call("story.order", { caseId: file.caseId, sectionIds: order }));
  };
  const close = (): void => {
    setEditing("none");
    setMadeId(null);
  };
  return (
    <section className={css["section"]} aria-label={t("story.title")}>
      <header>
        <h2>{t("story.title")}</h2>
        {isWritable && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setEditing(null)} disabled={editing !== "none"} data-testid="section-add">{t("story.add")}</Button>}
      </header>
      <ErrorNotice error={error} />
      {file.story.length === 0 && editing === "none" && <p className={css["teach"]}>{t("story.teach")}</p>}
      {file.story.map((section, at) => {
        const title = section.title === "" ? t("story.untitled") : section.title;
        if (section.sectionId === madeId) return null;
        if (editing === section.sectionId) return <SectionEditor key={section.sectionId} file={file} libraryPath={libraryPath} section={section} onMade={setMadeId} onClose={close} />;
        return (
          <article key={section.sectionId} className={css["part"]} data-testid={`section-${section.sectionId}`}>
            <div className={css["head"]}>
              <h3>{title}</h3>
              {isWritable && editing === "none" && (
                <>
                  <IconButton size="small" label={t("story.up", { title })} icon={<ArrowUp size={13} aria-hidden />} disabled={at === 0} onClick={() => swap(at, at - 1)} />
                  <IconButton size="small" label={t("story.down", { title })} icon={<ArrowDown size={13} aria-hidden />} disabled={at === file.story.length - 1} onClick={() => swap(at, at + 1)} />
                  <IconButton size="small" label={t("story.edit", { title })} icon={<Pencil size={13} aria-hidden />} onClick={() => setEditing(section.sectionId)} />
                  <IconButton size="small" label={t("story.remove", { title })} icon={<X size={14} aria-hidden />} onClick={() => run(async () => {
                    await call("story.remove", { sectionId: section.sectionId });
                    tellDone("section-removed", title, file.caseId);
                  })} />
                </>
              )}
            </div>
            <SectionText section={section} />
          </article>
        );
      })}
      {editing === null && <SectionEditor file={file} libraryPath={libraryPath} section={null} onMade={setMadeId} onClose={close} />}
    </section>
  );
}

function SectionText({ section }: { readonly section: StorySection }) {
  const { t } = useWords();
  const timezone = useTimezone();
  return (
    <>
      <p className={css["text"]}>
        {piecesOf(section).map((piece, at) => (typeof piece === "string" ? <span key={at}>{piece}</span> : <CitationChip key={at} citation={piece} />))}
      </p>
      <p className={css["meta"]}>{t("story.saved", { at: textFromMachineTime(section.changedMs, timezone) })}</p>
    </>
  );
}

function CitationChip({ citation: { token, kind, citedId, title, startMs, uncertaintyMs, cameraId } }: { readonly citation: Citation }) {
  const { t } = useWords();
  const timezone = useTimezone();
  if (title === null) return <span className={`${css["chip"] ?? ""} ${css["gone"] ?? ""}`}>{t("story.gone", { token })}</span>;
  if (startMs === null) return <span className={css["chip"]} title={token}>{title}</span>;
  const go = (): void => {
    if (kind === "pin") useView.getState().selectPin(citedId);
    goTo(startMs, cameraId);
  };
  const byKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    go();
  };
  // A button is one block to the line breaks: what stands after it, such as a full stop, would come alone onto the next line.
  return <span role="button" tabIndex={0} className={css["chip"]} title={token} data-citation={token} onClick={go} onKeyDown={byKey}>{title} · <TimeStamp atMs={startMs} timezone={timezone} uncertaintyMs={uncertaintyMs} /></span>;
}
