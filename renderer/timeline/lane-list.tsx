// The timeline in words: a table of what the canvas holds in the shown stretch, lane by lane in the same order: footage, gaps,
// short gaps, clock readings, pins, intervals of loss, facts, exhibits. Each row is one press from being shown. For screen readers and for
// those who prefer reading.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { asTrueMs } from "../../contract/time.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { useClockWords } from "../clocks/use-clock-words.ts";
import { openProblems } from "../library/add-footage.ts";
import { hasFilesBehind } from "./lane-gaps.ts";
import { bandRows, mergedRows, rowsOfLane, type BandRow, type ListRow } from "./lane-list-rows.ts";
import type { LaneRows } from "./lane-rows.ts";
import type { Shown } from "./timeline-intents.ts";
import { useBandWords } from "./use-band-words.ts";
import css from "./timeline.module.css";

interface LaneListProps {
  readonly rows: LaneRows;
  readonly shown: Shown;
  /** Rises when what `shown` tells of the lanes has changed. */
  readonly version: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly timezone: string;
  readonly goTo: (trueMs: number, cameraId: string | null) => void;
}

const ROWS_MAX = 200;
/** A fact may be a page of text; its row stays one line. */
const FACT_GLYPHS_MAX = 120;
const firstLine = (text: string): string => {
  const [line = ""] = text.split("\n");
  const glyphs = [...line];
  return glyphs.length <= FACT_GLYPHS_MAX && line === text ? text : `${glyphs.slice(0, FACT_GLYPHS_MAX).join("")}…`;
};

interface Entry {
  readonly key: string;
  readonly name: string;
  /** Null for a group. */
  readonly camera: Camera | null;
  readonly row: ListRow;
}

export function LaneList({ rows, shown, version, fromMs, toMs, timezone, goTo }: LaneListProps) {
  const { t } = useTranslation(["timeline", "common", "lanes", "window"]);
  const entries = useMemo((): readonly Entry[] => rows.rows.flatMap((row): readonly Entry[] => {
    if (row.kind === "lane") {
      const { camera } = row;
      return rowsOfLane(shown.laneOf(camera.cameraId), shown.pins, fromMs, toMs).map((listed) => ({ key: row.key, name: camera.name, camera, row: listed }));
    }
    return row.isFolded ? mergedRows(shown.mergedOf(row.key), fromMs, toMs).map((listed) => ({ key: row.key, name: row.site ?? t("window:cameras.noSite"), camera: null, row: listed })) : [];
  }), [rows, shown, version, fromMs, toMs, t]);
  const known = useMemo(() => shown.bands.flatMap((band) => bandRows(band, fromMs, toMs).map((row) => ({ band, row }))), [shown.bands, fromMs, toMs]);
  const losses = shown.losses.filter((loss) => loss.fromMs < toMs && loss.toMs > fromMs);
  const facts = shown.facts.filter((fact) => fact.startMs < toMs && Math.max(fact.endMs ?? 0, fact.startMs + 1) > fromMs).sort((a, b) => a.startMs - b.startMs);
  return (
    <div className={css["list"]} data-owns-keys="" tabIndex={0} aria-label={t("lanes.label")}>
      <table>
        <caption>{t("list.caption", { from: displayTime(fromMs, timezone), to: displayTime(toMs, timezone) })}</caption>
        <thead>
          <tr><th scope="col">{t("list.camera")}</th><th scope="col">{t("list.kind")}</th><th scope="col">{t("list.start")}</th><th scope="col">{t("list.end")}</th><th scope="col">{t("list.duration")}</th></tr>
        </thead>
        <tbody>
          {losses.map((loss) => (
            <tr key={loss.key} data-kind="loss">
              <th scope="row">{t("lanes.case")}</th>
              <td>{t("lanes:list.loss", { label: loss.label })}</td>
              <Times startMs={loss.fromMs} endMs={loss.toMs} timezone={timezone} onGo={() => goTo(loss.fromMs, null)} />
            </tr>
          ))}
          {facts.slice(0, ROWS_MAX).map((fact) => (
            <tr key={`fact ${fact.factId}`} data-kind="fact" data-testid="fact-row">
              <th scope="row">{t("lanes.case")}</th>
              <td>{t("lanes:list.fact", { kind: t(`common:fact.${fact.kind}`), text: firstLine(fact.text) })}</td>
              <Times startMs={fact.startMs} endMs={fact.endMs ?? fact.startMs} timezone={timezone} onGo={() => goTo(fact.startMs, fact.cameraId)} />
            </tr>
          ))}
          {known.slice(0, ROWS_MAX).map(({ band, row }, i) => (
            <tr key={`${band.exhibitId} ${i}`} data-kind={row.kind} data-testid="band-row">
              <th scope="row">{band.name}</th>
              <td><Known row={row} /></td>
              <Times startMs={row.startMs} endMs={row.endMs} timezone={timezone} onGo={() => goTo(row.startMs, row.kind === "span" ? row.span.cameraId : null)} />
            </tr>
          ))}
          {entries.slice(0, ROWS_MAX).map(({ key, name, camera, row }, i) => (
            <tr key={`${key} ${row.kind} ${row.startMs} ${i}`} data-kind={row.kind === "gap" ? row.cause : row.kind}>
              <th scope="row">{name}</th>
              <td><What camera={camera} row={row} /></td>
              <Times startMs={row.startMs} endMs={row.kind === "reading" ? row.startMs : row.endMs} timezone={timezone} onGo={() => goTo(row.startMs, camera?.cameraId ?? null)} />
            </tr>
          ))}
        </tbody>
      </table>
      {facts.length > ROWS_MAX && <p>{t("list.more", { count: facts.length - ROWS_MAX })}</p>}
      {known.length > ROWS_MAX && <p>{t("list.more", { count: known.length - ROWS_MAX })}</p>}
      {entries.length === 0 && known.length === 0 && facts.length === 0 && losses.length === 0 && <p>{t("list.none")}</p>}
      {entries.length > ROWS_MAX && <p>{t("list.more", { count: entries.length - ROWS_MAX })}</p>}
    </div>
  );
}

function Times({ startMs, endMs, timezone, onGo }: { readonly startMs: number; readonly endMs: number; readonly timezone: string; readonly onGo: () => void }) {
  const { t } = useTranslation("timeline");
  return (
    <>
      <td>
        <button type="button" onClick={onGo} aria-label={t("list.goTo", { time: displayTime(startMs, timezone) })}>
          <time>{displayTime(startMs, timezone)}</time>
        </button>
      </td>
      <td>{endMs > startMs && <time>{displayTime(endMs, timezone)}</time>}</td>
      <td className="digits">{endMs > startMs ? durationText(endMs - startMs) : ""}</td>
    </>
  );
}

function Known({ row }: { readonly row: BandRow }) {
  const { t } = useTranslation("lanes");
  const words = useBandWords();
  switch (row.kind) {
    case "span": return words.span(row.span);
    case "open": return words.open;
    case "contradiction": return t("list.contradiction", { sentence: words.contradiction(row.contradiction) });
  }
}

function What({ camera, row }: Pick<Entry, "camera" | "row">) {
  const { t } = useTranslation(["timeline", "common", "lanes"]);
  const { error } = useClockWords();
  switch (row.kind) {
    case "footage": return `${t("list.footage")}${camera?.clock.state === "uncorrected" ? ` · ${t("common:clock.uncorrected")}` : ""}`;
    case "merged": return t("lanes:list.merged", { count: row.count, all: row.cameraCount });
    case "breaks": return t("lanes:list.breaks", { count: row.count });
    case "watched": return t("lanes:list.watched");
    case "reading": return t("lanes:list.reading", { error: error(row.errorMs) });
    case "pin": return t("lanes:list.pin", { title: row.title });
    case "gap": return (
      <>
        {t(`common:gap.${row.cause}`)}
        {camera !== null && hasFilesBehind(row.cause) && <> · <button type="button" onClick={() => openProblems(camera.cameraId, { fromMs: asTrueMs(Math.floor(row.startMs)), toMs: asTrueMs(Math.ceil(row.endMs)) })}>{t("gap.files")}</button></>}
      </>
    );
  }
}
