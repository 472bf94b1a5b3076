// What the report is about and when, chosen in one line, and the ways out of it: on paper, as a table, back to the wall.

import { Printer, Table2, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { Button, IconButton } from "../design/button.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useLibrary } from "../engine/library.ts";
import { useView } from "../state/view-store.ts";
import type { GapPeriod, GapScope } from "./gap-question.ts";
import { useGapView } from "./gap-store.ts";
import type { PaperForm } from "./saved-papers.ts";
import type { AskedReport } from "./use-gap-report.ts";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

interface GapControlsProps {
  readonly asked: AskedReport;
  readonly cameras: readonly Camera[];
  readonly onSave: (form: PaperForm) => void;
}

/** A label and its field on one line. */
export function Pick({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return <span className={css["pick"]}><label htmlFor={id}>{label}</label>{children(id)}</span>;
}

const scopeKey = (scope: GapScope): string => (scope.kind === "site" ? `site ${scope.name}` : scope.kind);
const periodKey = (period: GapPeriod): string => (period.kind === "loss" ? `loss ${period.index}` : period.kind === "weeks" ? `weeks ${period.count}` : period.kind);

export function GapControls({ asked, cameras, onSave }: GapControlsProps) {
  const { t } = useTranslation("gaps");
  const { scope, question } = asked;
  const { period, ask, close } = useGapView();
  return (
    <div className={css["controls"]}>
      <ScopePick scope={scope} cameras={cameras} onScope={(next) => ask(next, period.kind === "loss" && next.kind !== "case" ? { kind: "whole" } : period)} />
      <PeriodPick asked={asked} onPeriod={(next) => ask(scope, next)} />
      <span className={css["acts"]}>
        <Button size="small" icon={<Printer size={14} aria-hidden />} disabled={question === null} onClick={() => onSave("page")} data-testid="gaps-save-page">{t("savePage")}</Button>
        <Button size="small" icon={<Table2 size={14} aria-hidden />} disabled={question === null} onClick={() => onSave("table")} data-testid="gaps-save-table">{t("saveTable")}</Button>
        <IconButton size="small" icon={<X size={15} aria-hidden />} label={t("view.close")} onClick={close} data-testid="gaps-close" />
      </span>
      {scope.kind === "place" && (
        <Pick label={t("view.placeName")}>{(id) => <input id={id} className={css["input"]} value={scope.name} placeholder={t("view.placeHint")} spellCheck={false} onChange={(event) => ask({ kind: "place", name: event.target.value }, period)} data-testid="gaps-place" />}</Pick>
      )}
      {period.kind === "own" && <OwnPeriod period={period} onPeriod={(next) => ask(scope, next)} />}
    </div>
  );
}

function ScopePick({ scope, cameras, onScope }: { readonly scope: GapScope; readonly cameras: readonly Camera[]; readonly onScope: (scope: GapScope) => void }) {
  const { t } = useTranslation("gaps");
  const hasCase = useView((s) => s.caseId) !== null;
  const sites = [...new Set(cameras.flatMap((camera) => camera.site ?? []))].sort((a, b) => a.localeCompare(b));
  const choose = (value: string): void => {
    if (value.startsWith("site ")) onScope({ kind: "site", name: value.slice(5) });
    else if (value === "place") onScope({ kind: "place", name: "" });
    else onScope({ kind: value === "case" ? "case" : "library" });
  };
  return (
    <Pick label={t("scope")}>
      {(id) => (
        <select id={id} className={css["input"]} value={scopeKey(scope)} onChange={(event) => choose(event.target.value)} data-testid="gaps-scope">
          {hasCase && <option value="case">{t("view.thisCase")}</option>}
          <option value="library">{t("wholeLibrary")}</option>
          {sites.map((site) => <option key={site} value={`site ${site}`}>{t("siteScope", { site })}</option>)}
          <option value="place">{t("view.place")}</option>
        </select>
      )}
    </Pick>
  );
}

function PeriodPick({ asked: { scope, losses, report }, onPeriod }: { readonly asked: AskedReport; readonly onPeriod: (period: GapPeriod) => void }) {
  const { t } = useTranslation(["gaps", "window"]);
  const words = useGapWords();
  const { period } = useGapView();
  const choose = (value: string): void => {
    const [kind, number] = value.split(" ");
    if (kind === "loss") onPeriod({ kind: "loss", index: Number(number) });
    else if (kind === "weeks") onPeriod({ kind: "weeks", count: number === "4" ? 4 : 1 });
    // What is shown is where one begins to narrow.
    else if (kind === "own") onPeriod({ kind: "own", fromMs: report?.fromMs ?? null, toMs: report?.toMs ?? null });
    else onPeriod({ kind: "whole" });
  };
  return (
    <Pick label={t("period")}>
      {(id) => (
        <select id={id} className={css["input"]} value={periodKey(period)} onChange={(event) => choose(event.target.value)} data-testid="gaps-period">
          <option value="whole">{scope.kind === "case" ? t("view.caseTime") : t("view.allFootage")}</option>
          {scope.kind === "case" && losses.map((loss, i) => loss.fromMs < loss.toMs && (
            <option key={i} value={`loss ${i}`}>{t("view.loss", { change: t("window:loss.change", { from: loss.fromCount ?? t("window:loss.some"), to: loss.toCount }), length: words.length(loss.toMs - loss.fromMs) })}</option>
          ))}
          <option value="weeks 1">{t("view.lastWeeks", { count: 1 })}</option>
          <option value="weeks 4">{t("view.lastWeeks", { count: 4 })}</option>
          <option value="own">{t("view.own")}</option>
        </select>
      )}
    </Pick>
  );
}

function OwnPeriod({ period, onPeriod }: { readonly period: Extract<GapPeriod, { kind: "own" }>; readonly onPeriod: (period: GapPeriod) => void }) {
  const { t } = useTranslation("gaps");
  const { timezone } = useGapWords();
  const coverage = useLibrary().data?.coverage ?? null;
  const readable = (ms: number | null | "unreadable"): number | null => (ms === "unreadable" ? null : ms);
  const nowMs = period.fromMs ?? coverage?.startMs ?? Date.now();
  return (
    <div className={css["own"]}>
      <TimeField label={t("from")} initialMs={period.fromMs} nowMs={nowMs} timezone={timezone} onChange={(ms) => onPeriod({ ...period, fromMs: readable(ms) })} testId="gaps-from" />
      <TimeField label={t("to")} initialMs={period.toMs} nowMs={nowMs} timezone={timezone} onChange={(ms) => onPeriod({ ...period, toMs: readable(ms) })} testId="gaps-to" />
    </div>
  );
}
