// The case on the right: which one, its pins in order of time, its exhibits, what was just taken back,
// and the way out of the building (export). Watching and reasoning happen elsewhere.

import { FilePlus2, Package, Pencil, Pin as PinShape } from "lucide-react";
import { useEffect, useMemo } from "react";
import type { CaseView } from "../../contract/reconstruction.ts";
import { useShell } from "../app/shell-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { tabId, tabPanelId } from "../design/tab-list.tsx";
import { useLibrary } from "../engine/library.ts";
import { useSameAnswer } from "../engine/same-answer.ts";
import { useQuery } from "../engine/use-query.ts";
import { listed, useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { LastStepNotice } from "../history/last-step-notice.tsx";
import { EventsPart } from "../events/events-part.tsx";
import { Statements } from "../statements/statements.tsx";
import { ExhibitsPart } from "../reconstruct/exhibits-part.tsx";
import { Story } from "../story/story.tsx";
import { CaseWatched } from "../watched/case-watched.tsx";
import { useCasePart } from "./case-parts.ts";
import { CaseTabs, casePanelId } from "./case-tabs.tsx";
import { useCaseFacts, useCaseView } from "./open-case.ts";
import { rememberCase, useRememberedCase } from "./remembered-case.ts";
import { PinForm } from "./pin-form.tsx";
import { startPin, usePinForm } from "./pin-form-store.ts";
import { PinRows } from "./pin-rows.tsx";
import css from "./case-panel.module.css";

export function CasePanel() {
  const { t } = useWords();
  const cases = useQuery("cases.list", {}, { topics: ["cases"] });
  const library = useLibrary().data;
  const caseId = useView((s) => s.caseId);
  const open = useShell((s) => s.open);
  const isWritable = library?.writable !== false;
  useRememberedCase(library?.path ?? null, cases.data);
  const opened = useCaseView(caseId);
  const file = opened.data;

  return (
    <div className={css["panel"]} data-testid="case-panel">
      {cases.data !== null && cases.data.length > 0 && (
        <div className={css["head"]}>
          <div className={css["chooser"]}>
            <select
              aria-label={t("case.choose")} title={file?.title} value={caseId ?? ""}
              onChange={(event) => rememberCase(library?.path ?? null, event.target.value === "" ? null : Number(event.target.value))}
            >
              {caseId === null && <option value="">{t("case.choose")}</option>}
              {cases.data.map((c) => <option key={c.caseId} value={c.caseId}>{c.title} · {c.number}</option>)}
            </select>
            {isWritable && file !== null && <IconButton label={t("case.edit")} icon={<Pencil size={15} aria-hidden />} onClick={() => open({ kind: "case", caseId: file.caseId })} />}
            {isWritable && <IconButton label={t("case.new")} icon={<FilePlus2 size={15} aria-hidden />} onClick={() => open({ kind: "case", caseId: null })} data-testid="new-case" />}
          </div>
          {file !== null && <CaseHead file={file} isWritable={isWritable} />}
        </div>
      )}
      <ErrorNotice error={cases.error ?? opened.error} />
      <div className={css["stack"]}><LastStepNotice /></div>
      {cases.data?.length === 0 && (
        <div className={css["empty"]}>
          <p>{t("case.teach")}</p>
          {isWritable && <Button kind="primary" icon={<FilePlus2 size={15} aria-hidden />} onClick={() => open({ kind: "case", caseId: null })} data-testid="new-case">{t("case.new")}</Button>}
        </div>
      )}
      {file !== null && <CaseBody file={file} isWritable={isWritable} />}
    </div>
  );
}

function CaseHead({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const { t } = useWords();
  const open = useShell((s) => s.open);
  const facts = [file.number, file.cause, file.place, file.officers.length > 0 ? listed(file.officers) : null].filter((fact) => fact !== null);
  return (
    <>
      <p className={css["about"]}>{facts.join(" · ")}</p>
      {isWritable && (
        <div className={css["acts"]}>
          <Button kind="plain" icon={<PinShape size={14} aria-hidden />} title={t("pins.newTip")} onClick={startPin} data-testid="pin-new">{t("pins.new")}</Button>
          <Button kind="plain" icon={<Package size={14} aria-hidden />} onClick={() => open({ kind: "export", caseId: file.caseId })} data-testid="export-open">{t("export.open")}</Button>
        </div>
      )}
    </>
  );
}

function CaseBody({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const hasDraft = usePinForm((s) => s.draft !== null || s.lacksCamera);
  const { part, show } = useCasePart();
  const facts = useCaseFacts(file.caseId);
  // A pin that is being made is where pins are, whatever was looked at.
  useEffect(() => {
    if (hasDraft) show("pins");
  }, [hasDraft, show]);
  return (
    <>
      <CaseTabs counts={{ pins: file.pins.length, events: file.pins.length + file.observations.length + file.statements.length + (facts?.length ?? 0), exhibits: file.exhibits.length, statements: file.statements.length, story: file.story.length }} />
      {/* Another part begins at its top, however far this one was scrolled. */}
      <div key={part} className={css["scroll"]} role="tabpanel" id={tabPanelId(casePanelId)} aria-labelledby={tabId(casePanelId, part)} tabIndex={0}>
        <CasePartView file={file} isWritable={isWritable} />
      </div>
    </>
  );
}

function CasePartView({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const part = useCasePart((s) => s.part);
  switch (part) {
    case "statements": return <Statements file={file} isWritable={isWritable} />;
    case "exhibits": return <ExhibitsPart file={file} isWritable={isWritable} />;
    case "story": return <Story key={file.caseId} file={file} isWritable={isWritable} />;
    case "events": return <EventsPart file={file} isWritable={isWritable} />;
    case "pins": return <Pins file={file} isWritable={isWritable} />;
  }
}

function Pins({ file, isWritable }: { readonly file: CaseView; readonly isWritable: boolean }) {
  const { t } = useWords();
  const draft = usePinForm((s) => s.draft);
  const lacksCamera = usePinForm((s) => s.lacksCamera);
  const orders = useQuery("order.read", { caseId: file.caseId }, { topics: ["cases", "clocks", "cameras", "recordings"] }).data?.orders;
  const orderAfter = useMemo(() => new Map(orders?.map((order) => [order.b.pinId ?? -1, order])), [orders]);
  const statements = useSameAnswer(file.statements);
  const pins = useMemo(() => [...file.pins].sort((a, b) => a.startMs - b.startMs || a.pinId - b.pinId), [file.pins]);
  return (
    <>
      <section className={css["section"]} aria-label={t("pins.heading")}>
        {lacksCamera && <Notice tone="info">{t("pins.lacksCamera")}</Notice>}
        {draft !== null && <PinForm key={`${draft.cameraId} ${draft.startMs} ${draft.endMs}`} caseId={file.caseId} draft={draft} />}
        {pins.length === 0 && draft === null && <p className={css["teach"]}>{t("pins.teach")}</p>}
        {pins.length > 0 && <PinRows key={file.caseId} pins={pins} orders={orderAfter} statements={statements} isWritable={isWritable} />}
      </section>
      <CaseWatched caseId={file.caseId} />
    </>
  );
}
