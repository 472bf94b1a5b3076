// What of the case timeline is shown: by words, by kind (each with its count), by exhibit, person and camera; and in which groups.

import { ListFilter } from "lucide-react";
import { useMemo } from "react";
import { caseEventKinds, type CaseEvent, type CaseEventKind } from "../../contract/case-events.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { Button } from "../design/button.tsx";
import { useWords } from "../i18n.ts";
import { countByKind, groupings, isFiltering, NO_FILTER, type EventNames, type Grouping } from "./event-list.ts";
import { useEventsView } from "./events-store.ts";
import { KIND_SHAPES } from "./use-event-words.ts";
import css from "./events.module.css";

interface EventFiltersProps {
  readonly file: CaseView;
  readonly events: readonly CaseEvent[];
  /** How many the filter leaves. */
  readonly leftCount: number;
  readonly names: EventNames;
}

export function EventFilters({ file, events, leftCount, names }: EventFiltersProps) {
  const { t } = useWords();
  const { filter, setFilter, grouping, setGrouping, isFilterOpen, setFilterOpen } = useEventsView();
  return (
    <div className={css["filters"]} role="search" aria-label={t("events.filters")}>
      <div className={css["line"]}>
        <input
          type="search" className={css["search"]} aria-label={t("events.search")} placeholder={t("events.search")} value={filter.text} spellCheck={false}
          onChange={(event) => setFilter({ text: event.target.value })} data-testid="events-search"
        />
        <Choice label={t("events.group")} value={grouping} onChange={(value) => setGrouping(value as Grouping)} testId="events-grouping" options={groupings.map((value) => ({ value, label: t(`events.grouping.${value}`) }))} />
        <Button kind="quiet" size="small" icon={<ListFilter size={14} aria-hidden />} aria-expanded={isFilterOpen} onClick={() => setFilterOpen(!isFilterOpen)} data-testid="events-filter-toggle">{t("events.filter")}</Button>
      </div>
      {isFilterOpen && (
        <>
          <KindChips events={events} />
          <AboutChoices file={file} events={events} names={names} />
        </>
      )}
      {isFiltering(filter) && (
        <p className={css["left"]} role="status">
          {t("events.left", { left: leftCount, count: events.length })}
          <Button kind="quiet" size="small" onClick={() => setFilter(NO_FILTER)} data-testid="events-clear">{t("events.clear")}</Button>
        </p>
      )}
    </div>
  );
}

/** What entries are about: an exhibit, a person or vehicle, a camera. */
function AboutChoices({ file, events, names }: Omit<EventFiltersProps, "leftCount">) {
  const { t } = useWords();
  const { filter, setFilter } = useEventsView();
  const cameras = useMemo(() => [...new Set(events.flatMap(({ cameraId }) => cameraId ?? []))].sort(), [events]);
  if (file.exhibits.length === 0 && file.subjects.length === 0 && cameras.length === 0) return null;
  return (
    <div className={css["line"]}>
      {file.exhibits.length > 0 && <Choice label={t("events.exhibit")} value={String(filter.exhibitId ?? "")} onChange={(value) => setFilter({ exhibitId: value === "" ? null : Number(value) })} testId="events-exhibit"
        options={[{ value: "", label: t("events.allExhibits") }, ...file.exhibits.map(({ exhibitId, name }) => ({ value: String(exhibitId), label: name }))]} />}
      {file.subjects.length > 0 && <Choice label={t("events.person")} value={String(filter.subjectId ?? "")} onChange={(value) => setFilter({ subjectId: value === "" ? null : Number(value) })} testId="events-person"
        options={[{ value: "", label: t("events.allPeople") }, ...file.subjects.map(({ subjectId, label }) => ({ value: String(subjectId), label }))]} />}
      {cameras.length > 0 && <Choice label={t("events.camera")} value={filter.cameraId ?? ""} onChange={(value) => setFilter({ cameraId: value === "" ? null : value })} testId="events-camera"
        options={[{ value: "", label: t("events.allCameras") }, ...cameras.map((cameraId) => ({ value: cameraId, label: names.cameras.get(cameraId) ?? cameraId }))]} />}
    </div>
  );
}

/** A kind each: pressed while it is shown. */
function KindChips({ events }: { readonly events: readonly CaseEvent[] }) {
  const { t } = useWords();
  const { filter, setFilter } = useEventsView();
  const counts = useMemo(() => countByKind(events), [events]);
  const toggle = (kind: CaseEventKind): void => setFilter({ hidden: filter.hidden.includes(kind) ? filter.hidden.filter((one) => one !== kind) : [...filter.hidden, kind] });
  return (
    <div className={css["chips"]} role="group" aria-label={t("events.kinds")}>
      {caseEventKinds.filter((kind) => counts.has(kind)).map((kind) => {
        const Shape = KIND_SHAPES[kind];
        const isShown = !filter.hidden.includes(kind);
        return (
          <button key={kind} type="button" className={`${css["chip"] ?? ""} ${css[kind] ?? ""}`} aria-pressed={isShown} onClick={() => toggle(kind)} data-testid={`events-kind-${kind}`}>
            <Shape size={12} aria-hidden /><span>{t(`common:eventKind.${kind}`)}</span><small className="digits">{counts.get(kind)}</small>
          </button>
        );
      })}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly testId: string;
}

function Choice({ label, value, options, onChange, testId }: ChoiceProps) {
  return (
    <select className={css["choice"]} aria-label={label} title={label} value={value} onChange={(event) => onChange(event.target.value)} data-testid={testId}>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}
