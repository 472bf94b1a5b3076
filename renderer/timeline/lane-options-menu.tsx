// The button behind which the lanes' order and groups are chosen, the field for what distances are measured from, and the
// filter.

import { Rows4, X } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cameraWgs84 } from "../../contract/camera-view.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { IconButton } from "../design/button.tsx";
import { Menu, type MenuItem, type MenuPlace } from "../design/menu.tsx";
import { useView } from "../state/view-store.ts";
import { useLaneOptions, type DistanceFrom } from "./lane-options-store.ts";
import { groupKey, type LaneSort } from "./lane-rows.ts";
import { placeFromText } from "./place-distance.ts";
import css from "./timeline.module.css";

const checked = (isOn: boolean, label: string): string => `${isOn ? "✓ " : "  "}${label}`;

export function LaneOptionsButton({ cameras }: { readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation("lanes");
  const [at, setAt] = useState<MenuPlace | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const options = useLaneOptions();
  const activeId = useView((s) => s.tiles[s.activeTile] ?? null);
  const active = cameras.find((camera) => camera.cameraId === activeId);
  const items = useMemo((): readonly MenuItem[] => {
    const sort = (kind: LaneSort, label: string): MenuItem => ({ key: kind, label: checked(options.sort === kind, label), testId: `lane-sort-${kind}`, onChoose: () => options.setSort(kind) });
    const measure = (from: DistanceFrom | null) => () => {
      options.setFrom(from);
      options.setSort("distance");
    };
    return [
      sort("site", t("options.sortSite")), sort("name", t("options.sortName")), sort("first", t("options.sortFirst")),
      ...(active === undefined ? [] : [{ key: "active", label: checked(options.sort === "distance" && options.from?.kind === "camera", t("options.fromActive", { camera: active.name })), testId: "lane-sort-distance", onChoose: measure({ kind: "camera", cameraId: active.cameraId }) }]),
      { key: "text", label: checked(options.sort === "distance" && options.from?.kind === "text", t("options.fromText")), testId: "lane-sort-coordinates", onChoose: measure({ kind: "text", text: "" }) },
      { key: "grouped", label: checked(options.isGrouped, t("options.grouped")), startsGroup: true, testId: "lane-grouped", onChoose: () => options.setGrouped(!options.isGrouped) },
      { key: "fold", label: t("options.foldAll"), isDisabled: !options.isGrouped, testId: "lane-fold-all", onChoose: () => options.setFolded([...new Set(cameras.map((camera) => groupKey(siteOf(camera))))]) },
      { key: "unfold", label: t("options.unfoldAll"), isDisabled: !options.isGrouped, onChoose: () => options.setFolded([]) },
      { key: "top", label: checked(options.isWallOnTop, t("options.wallOnTop")), startsGroup: true, testId: "lane-wall-on-top", onChoose: () => options.setWallOnTop(!options.isWallOnTop) },
    ];
  }, [options, active, cameras, t]);
  return (
    <>
      <IconButton
        ref={opener} size="small" icon={<Rows4 size={14} />} label={t("options.open")} aria-haspopup="menu" aria-expanded={at !== null} data-testid="lane-options"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setAt(at === null ? { xPx: box.left, yPx: box.bottom + 2 } : null);
        }}
      />
      {at !== null && <Menu label={t("options.open")} at={at} items={items} openerRef={opener} onClose={() => { setAt(null); opener.current?.focus(); }} />}
    </>
  );
}

const siteOf = ({ site }: Camera): string | null => (site === null || site.trim() === "" ? null : site.trim());

/** What distances are measured from, as a place; null where nothing is, or what was typed is none. */
export function placeToMeasureFrom(sort: LaneSort, from: DistanceFrom | null, cameras: readonly Camera[]): Wgs84 | null {
  if (sort !== "distance" || from === null) return null;
  if (from.kind === "text") return placeFromText(from.text);
  const camera = cameras.find((c) => c.cameraId === from.cameraId);
  return camera === undefined ? null : cameraWgs84(camera);
}

/** Which camera was meant by its id or its name. */
function cameraByText(text: string, cameras: readonly Camera[]): Camera | undefined {
  const needle = text.trim().toLocaleLowerCase();
  return cameras.find((camera) => camera.cameraId.toLocaleLowerCase() === needle) ?? cameras.find((camera) => camera.name.toLocaleLowerCase() === needle);
}

/** Shown while lanes stand by distance. */
export function DistanceField({ cameras }: { readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation("lanes");
  const { sort, from, setFrom, setSort } = useLaneOptions();
  const chosen = from?.kind === "camera" ? cameras.find((camera) => camera.cameraId === from.cameraId) : undefined;
  const text = from === null ? "" : from.kind === "text" ? from.text : (chosen?.name ?? from.cameraId);
  if (sort !== "distance") return null;
  const place = placeToMeasureFrom(sort, from, cameras);
  const placelessCount = cameras.filter((camera) => cameraWgs84(camera) === null).length;
  const bad = text.trim() === "" || place !== null ? null : chosen !== undefined ? t("options.distanceNoPlace", { camera: chosen.name }) : t("options.distanceBad");
  return (
    <span className={css["distance"]}>
      <input
        className={`${css["filterInput"] ?? ""} digits`} data-testid="lane-distance-from" aria-label={t("options.distanceLabel")} placeholder={t("options.distanceHint")} value={text} spellCheck={false}
        aria-invalid={bad !== null} title={bad ?? (placelessCount > 0 ? t("options.placeless", { count: placelessCount }) : t("options.distanceLabel"))}
        onChange={(event) => {
          const camera = cameraByText(event.target.value, cameras);
          setFrom(camera === undefined ? { kind: "text", text: event.target.value } : { kind: "camera", cameraId: camera.cameraId });
        }}
      />
      <IconButton size="small" icon={<X size={12} />} label={t("options.close")} onClick={() => setSort("site")} />
      {bad !== null && <span className={css["distanceBad"]} role="status">{bad}</span>}
    </span>
  );
}

/** From this many lanes on a filter saves scrolling. */
const FILTER_FROM_COUNT = 8;

export function LaneFilter({ cameraCount }: { readonly cameraCount: number }) {
  const { t } = useTranslation("lanes");
  const { filter, setFilter } = useLaneOptions();
  if (cameraCount < FILTER_FROM_COUNT && filter === "") return null;
  return (
    <input
      type="search" className={css["filterInput"]} data-testid="lane-filter" aria-label={t("filter.label")} placeholder={t("filter.hint")} value={filter} spellCheck={false}
      onChange={(event) => setFilter(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        setFilter("");
        event.currentTarget.blur();
      }}
    />
  );
}
