// The case timeline as a part of the case: everything on the case in one list in true time, with a form for facts, a table's way
// in and out, and filters. Rows are event-rows.tsx, what the list holds is the engine's.

import { Download, FileSpreadsheet, Plus } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { useCaseFacts } from "../case/open-case.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { saveTimeline } from "./event-acts.ts";
import { EventFilters } from "./event-filters.tsx";
import { countOpen, filtered, rowsOf, withFacts } from "./event-list.ts";
import { EventRows } from "./event-rows.tsx";
import { useEventsView } from "./events-store.ts";
import { FactForm } from "./fact-form.tsx";
import { ImportDialog, type ChosenTable } from "./import-dialog.tsx";
import { useEventNames } from "./use-event-words.ts";
import css from "./events.module.css";

interface EventsPartProps {
  readonly file: CaseView;
  readonly isWritable: boolean;
}

export function EventsPart({ file, isWritable }: EventsPartProps) {
  const { t } = useWords();
  const { caseId } = file;
  const timezone = useTimezone();
  const view = useEventsView();
  useEffect(() => useEventsView.getState().begin(caseId), [caseId]);
  const answer = useQuery("events.read", { caseId, withFacts: false }, { topics: ["cases", "clocks", "cameras", "recordings"] });
  const names = useEventNames(file);
  const others = answer.data?.events ?? null;
  const facts = useCaseFacts(caseId);
  const events = useMemo(() => (others === null || facts === null ? null : withFacts(others, facts)), [others, facts]);
  const left = useMemo(() => filtered(events ?? [], view.filter, names), [events, view.filter, names]);
  const rows = useMemo(() => rowsOf(left, view.grouping, view.folded, timezone), [left, view.grouping, view.folded, timezone]);
  const openCount = useMemo(() => countOpen(rows), [rows]);
  const partRef = useRef<HTMLElement>(null);
  // Who came from the list by a key goes on there.
  const close = (): void => {
    view.edit("none");
    requestAnimationFrame(() => partRef.current?.querySelector<HTMLElement>("[role=tree]")?.focus({ preventScroll: true }));
  };
  return (
    <section ref={partRef} className={css["part"]} aria-label={t("events.title")} data-testid="events-part">
      <EventActs file={file} isWritable={isWritable} />
      <ErrorNotice error={answer.error} />
      {isWritable && facts !== null && view.editing !== "none" && <FactForm key={view.editing ?? "new"} file={file} fact={facts.find(({ factId }) => factId === view.editing) ?? null} onClose={close} />}
      {events !== null && events.length === 0 && view.editing === "none" && <p className={css["teach"]}>{t("events.teach")}</p>}
      {events !== null && events.length > 0 && (
        <>
          <EventFilters file={file} events={events} leftCount={left.length} names={names} />
          {left.length === 0 ? <p className={css["teach"]}>{t("events.noneFit")}</p> : (
            <>
              {openCount > 0 && <p className={css["openCount"]} data-testid="events-open">{t("events.openCount", { count: openCount })}</p>}
              <EventRows rows={rows} names={names} caseId={caseId} isWritable={isWritable} />
            </>
          )}
        </>
      )}
    </section>
  );
}

/** Adding, and tables in and out. */
function EventActs({ file: { caseId, number }, isWritable }: EventsPartProps) {
  const { t } = useWords();
  const edit = useEventsView((s) => s.edit);
  const [table, setTable] = useState<ChosenTable | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const [savedPath, setSavedPath] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const [path] = await window.quayline.chooseFiles(t("events.chooseTable"), ["csv", "txt", "tsv"]);
    if (path !== undefined) setTable({ name: splitPath(path).name, bytes: await window.quayline.readChosenBytes(path) });
  };
  const run = (act: () => Promise<void>): void => {
    setError(null);
    setSavedPath(null);
    act().catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <>
      <header>
        {isWritable && <Button kind="quiet" size="small" icon={<Plus size={14} aria-hidden />} onClick={() => edit(null)} data-testid="fact-add">{t("events.add")}</Button>}
        {isWritable && <Button kind="quiet" size="small" icon={<FileSpreadsheet size={14} aria-hidden />} title={t("events.importTip")} onClick={() => run(choose)} data-testid="facts-import">{t("events.import")}</Button>}
        <Button kind="quiet" size="small" icon={<Download size={14} aria-hidden />} title={t("events.exportTip")} onClick={() => run(async () => setSavedPath(await saveTimeline(caseId, number)))} data-testid="events-export">{t("events.export")}</Button>
      </header>
      <ErrorNotice error={error} />
      {savedPath !== null && <Notice tone="ok" testId="events-saved" actions={<Button size="small" onClick={() => { window.quayline.showInFolder(savedPath).catch((thrown: unknown) => setError(factsFromError(thrown))); }}>{t("events.showSaved")}</Button>}>{t("events.saved", { path: savedPath })}</Notice>}
      {table !== null && <ImportDialog caseId={caseId} table={table} onClose={() => setTable(null)} />}
    </>
  );
}
