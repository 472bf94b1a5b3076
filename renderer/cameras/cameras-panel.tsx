// The cameras by site. A tree for the keyboard: arrows move and fold, Enter shows, the menu key opens what can be done.
// It shows and assigns; it never plays.

import { ChevronDown, ChevronRight, ClockArrowUp, EllipsisVertical, FolderTree, Pencil, Table2, TriangleAlert, Waypoints } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { asCameraMs, type TrueMs } from "../../contract/time.ts";
import type { Camera } from "../../contract/model.ts";
import { usePanels } from "../app/panels-store.ts";
import { useShell } from "../app/shell-store.ts";
import { openClockDialog } from "../clocks/clock-dialog-store.ts";
import { IconButton } from "../design/button.tsx";
import { Menu, type MenuItem, type MenuPlace } from "../design/menu.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { openFiles, openProblems } from "../library/add-footage.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { isOnlyClicked, onKeyAction } from "../state/keys.ts";
import { useView } from "../state/view-store.ts";
import { camerasBySite } from "./camera-groups.ts";
import { CameraRow } from "./camera-row.tsx";
import { useFoldedSites } from "./folded-sites.ts";
import css from "./cameras-panel.module.css";

/** From this many cameras on, looking for one by name is quicker than scrolling. */
const SEARCH_FROM_COUNT = 10;

export function CamerasPanel() {
  const { t } = useWords();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] });
  const [lookedFor, setLookedFor] = useState("");
  const [isSearching, setSearching] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const groups = useMemo(() => camerasBySite(cameras.data ?? [], lookedFor), [cameras.data, lookedFor]);
  const { folded, toggle } = useFoldedSites();
  const [reachable, setReachable] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly at: MenuPlace; readonly camera: Camera } | null>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const items = useCameraMenu(menu?.camera ?? null);
  useEffect(() => onKeyAction("search", () => {
    if (usePanels.getState().folded.cameras) usePanels.getState().toggle("cameras");
    setSearching(true);
    requestAnimationFrame(() => searchRef.current?.focus());
  }), []);
  const firstRow = groups[0] === undefined ? null : rowKey(groups[0].site);
  const isReachable = (key: string): boolean => (reachable ?? firstRow) === key;

  return (
    <div className={css["panel"]}>
      {(isSearching || (cameras.data?.length ?? 0) >= SEARCH_FROM_COUNT) && (
        <div className={css["search"]}>
          <input
            ref={searchRef} type="search" aria-label={t("cameras.search")} placeholder={t("cameras.search")} value={lookedFor} onChange={(event) => setLookedFor(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") { setLookedFor(""); setSearching(false); }
              else if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); treeRef.current?.querySelector<HTMLElement>("[data-camera-id]")?.focus(); }
            }}
          />
        </div>
      )}
      <ErrorNotice error={cameras.error} />
      <div ref={treeRef} className={css["tree"]} role="tree" data-owns-keys aria-label={t("cameras.title")} onKeyDown={(event) => steer(event, treeRef.current, folded, toggle)}>
        {cameras.data?.length === 0 && <p className={css["none"]}>{t("cameras.none")}</p>}
        {lookedFor !== "" && groups.length === 0 && <p className={css["none"]}>{t("cameras.notFound")}</p>}
        {groups.map(({ site, cameras: members }) => {
          const isFolded = folded.has(rowKey(site));
          return (
            <div key={rowKey(site)} role="none">
              <div
                role="treeitem" aria-level={1} aria-expanded={!isFolded} className={css["site"]} data-tree-row data-site={rowKey(site)}
                tabIndex={isReachable(rowKey(site)) ? 0 : -1} onFocus={() => setReachable(rowKey(site))} onClick={() => toggle(rowKey(site))}
              >
                {isFolded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
                <span title={site ?? undefined}>{site ?? t("cameras.noSite")}</span>
                <small className="digits">{members.length}</small>
              </div>
              {!isFolded && members.map((camera) => (
                <CameraRow
                  key={camera.cameraId} camera={camera} isReachable={isReachable(camera.cameraId)} onFocus={() => setReachable(camera.cameraId)}
                  onMenu={(event) => { event.preventDefault(); setMenu({ at: { xPx: event.clientX, yPx: event.clientY }, camera }); }}
                  more={<IconButton
                    size="small" className={css["more"]} tabIndex={-1} label={t("cameras.more", { name: camera.name })} icon={<EllipsisVertical size={14} aria-hidden />}
                    onClick={(event) => {
                      event.stopPropagation();
                      const box = event.currentTarget.getBoundingClientRect();
                      setMenu({ at: { xPx: box.left, yPx: box.bottom }, camera });
                    }}
                  />}
                />
              ))}
            </div>
          );
        })}
      </div>
      {menu !== null && (
        <Menu label={t("cameras.more", { name: menu.camera.name })} at={menu.at} items={items} onClose={() => {
          setMenu(null);
          treeRef.current?.querySelector<HTMLElement>(`[data-camera-id="${CSS.escape(menu.camera.cameraId)}"]`)?.focus();
        }} />
      )}
    </div>
  );
}

function rowKey(site: string | null): string {
  return `site:${site ?? ""}`;
}

/** The instant whose frame the clock dialog shows: the play head where this camera has footage there, else its first. */
function frameInstant(camera: Camera): TrueMs | null {
  if (camera.coverage === null) return null;
  const headMs = playbackClock.nowMs();
  return headMs >= camera.coverage.startMs && headMs < camera.coverage.endMs ? headMs : camera.coverage.startMs;
}

function useCameraMenu(camera: Camera | null): readonly MenuItem[] {
  const { t } = useTranslation(["window", "map"]);
  const open = useShell((s) => s.open);
  const showCamera = useView((s) => s.showCamera);
  if (camera === null) return [];
  const { cameraId } = camera;
  const atMs = frameInstant(camera);
  const problems: readonly MenuItem[] = camera.problemCount === 0 ? [] : [
    { key: "problems", label: t("cameras.showProblems", { count: camera.problemCount }), icon: <TriangleAlert size={14} aria-hidden />, startsGroup: true, onChoose: () => openProblems(cameraId) },
  ];
  const files: MenuItem = { key: "files", label: t("files.ofCamera"), icon: <Table2 size={14} aria-hidden />, startsGroup: camera.problemCount === 0, isDisabled: camera.fileCount === 0, testId: "camera-files", onChoose: () => openFiles({ cameraId }) };
  return [
    { key: "show", label: t("cameras.show"), onChoose: () => showCamera(cameraId) },
    {
      key: "clock", label: t("cameras.correctClock"), icon: <ClockArrowUp size={14} aria-hidden />, startsGroup: true, isDisabled: atMs === null,
      testId: "camera-correct-clock",
      onChoose: () => {
        if (atMs === null) return;
        openClockDialog({ cameraId, trueMs: atMs, cameraMs: asCameraMs(atMs + Math.round(camera.clock.errorMs ?? 0)) });
      },
    },
    { key: "name", label: t("cameras.rename"), icon: <Pencil size={14} aria-hidden />, startsGroup: true, onChoose: () => open({ kind: "camera", cameraId, field: "name" }) },
    { key: "site", label: t("cameras.setSite"), icon: <FolderTree size={14} aria-hidden />, onChoose: () => open({ kind: "camera", cameraId, field: "site" }) },
    { key: "neighbours", label: t("map:follow.open"), icon: <Waypoints size={14} aria-hidden />, testId: "camera-neighbours", onChoose: () => open({ kind: "camera", cameraId, field: "neighbours" }) },
    ...problems,
    files,
  ];
}

/** Arrows, Home, End and Enter within the tree. */
function steer(event: KeyboardEvent, tree: HTMLElement | null, folded: ReadonlySet<string>, toggle: (site: string) => void): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-tree-row]");
  if (tree === null || row === null || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
  // A row that was only clicked shows its camera, and the keys stay the player's.
  if (isOnlyClicked(row)) return;
  const rows = [...tree.querySelectorAll<HTMLElement>("[data-tree-row]")];
  const here = rows.indexOf(row);
  const { site } = row.dataset;
  const go = (to: number): void => rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
  switch (event.key) {
    case "ArrowDown": go(here + 1); break;
    case "ArrowUp": go(here - 1); break;
    case "Home": go(0); break;
    case "End": go(rows.length - 1); break;
    case "ArrowRight": if (site !== undefined && folded.has(site)) toggle(site); else go(here + 1); break;
    case "ArrowLeft":
      if (site !== undefined) { if (!folded.has(site)) toggle(site); } else go(rows.findLastIndex((r, i) => i < here && r.dataset["site"] !== undefined));
      break;
    case "Enter": row.click(); break;
    default: return;
  }
  event.preventDefault();
  event.stopPropagation();
}
