// The strip above a tile's picture: whose it is, which recording of the moment, how it keeps up, when the frame shown truly
// was and how sure that is. It can be dragged onto another tile; its menu holds what can be done with the tile.

import { Clock, EllipsisVertical, Footprints, X } from "lucide-react";
import type { DragEvent, ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { displayTime, doubledSecondsText } from "../../contract/time-text.ts";
import { IconButton } from "../design/button.tsx";
import { MenuButton, type MenuItem } from "../design/menu.tsx";
import { useQuery } from "../engine/use-query.ts";
import { sizeText } from "../playback/versions.ts";
import { firstKey } from "../settings/key-words.ts";
import { useOwnKeys } from "../settings/own-keys.ts";
import { runKeyAction, type KeyAction } from "../state/keys.ts";
import { useView } from "../state/view-store.ts";
import type { TileStatus } from "./tile-status.ts";
import { moveActiveTile, showOtherVersion, showVersionsSideBySide } from "./wall-layout.ts";
import css from "./wall.module.css";

/** Type of a dragged tile; its data is the tile's index. */
export const TILE_DRAG_TYPE = "application/x-quayline-tile";

interface TileStripProps {
  readonly index: number;
  readonly name: string | null;
  readonly camera: Camera | null;
  readonly status: TileStatus;
  readonly timezone: string;
  readonly captionRef: RefObject<HTMLTimeElement | null>;
  readonly onSingle: (index: number) => void;
  readonly onClock: () => void;
}

export function TileStrip({ index, name, camera, status, timezone, captionRef, onSingle, onClock }: TileStripProps) {
  const { t } = useTranslation(["timeline", "wall"]);
  const hasFootage = status.state === "footage";
  const drag = (event: DragEvent): void => {
    event.dataTransfer.setData(TILE_DRAG_TYPE, String(index));
    event.dataTransfer.effectAllowed = "move";
  };
  return (
    <div className={css["strip"]} draggable={name !== null} onDragStart={drag}>
      <span className={css["number"]} aria-hidden="true">{index + 1}</span>
      <span className={css["name"]} title={name ?? undefined}>{name}</span>
      {status.versionCount > 1 && <VersionChip index={index} status={status} />}
      {hasFootage && <PaceMark status={status} />}
      {hasFootage && <CopyMark index={index} status={status} timezone={timezone} />}
      <time ref={captionRef} className={css["frameTime"]} data-uncorrected={hasFootage && status.uncertaintyMs === null} data-still={hasFootage && status.cover === "still"} data-testid={`tile-time-${index}`} />
      {hasFootage && <ClockState camera={camera} uncertaintyMs={status.uncertaintyMs} />}
      {camera !== null && hasFootage && <FollowButton index={index} cameraId={camera.cameraId} />}
      {camera !== null && (
        <IconButton
          size="small" className={css["stripClock"]} icon={<Clock size={13} />} label={t("tile.frameShows")} title={t("tile.frameShowsTip", { camera: camera.name })} data-testid={`tile-clock-${index}`}
          disabled={!hasFootage} onClick={onClock}
        />
      )}
      <TileMenu index={index} name={name} status={status} onSingle={onSingle} />
      {name !== null && <IconButton size="small" className={css["stripClose"]} icon={<X size={13} />} label={t("tile.close", { camera: name })} onClick={() => useView.getState().setTile(index, null)} />}
    </div>
  );
}

/** Only where a neighbour is set: the tile's menu and the key are there always. */
function FollowButton({ index, cameraId }: { readonly index: number; readonly cameraId: string }) {
  const { t } = useTranslation("map");
  const neighbours = useQuery("cameras.neighbours", {}, { topics: ["map"] }).data?.neighbours;
  if (neighbours?.some((each) => each.cameraId === cameraId) !== true) return null;
  const follow = (): void => {
    useView.getState().setActiveTile(index);
    runKeyAction("follow");
  };
  return <IconButton size="small" className={css["stripClock"]} icon={<Footprints size={13} aria-hidden />} label={t("follow.follow")} title={t("follow.followTip")} onClick={follow} data-testid={`tile-follow-${index}`} />;
}

function Mark({ title, tone, testId, children }: { readonly title: string; readonly tone?: "warn"; readonly testId?: string; readonly children: ReactNode }) {
  return <span className={css["mark"]} data-tone={tone} title={title} data-testid={testId}>{children}</span>;
}

/** That it is a copy, and of one that is still being made, what is there around the clock. */
function CopyMark({ index, status, timezone }: Pick<TileStripProps, "index" | "status" | "timezone">) {
  const { t } = useTranslation(["timeline", "wall"]);
  if (status.source !== "proxy" && status.source !== "small") return null;
  const isSmall = status.source === "small";
  const tip = t(isSmall ? "wall:tile.smallTip" : "tile.proxyTip");
  const word = t(isSmall ? "wall:tile.small" : "tile.proxy");
  const { madeFromMs, madeToMs } = status;
  if (madeFromMs === null || madeToMs === null) return <Mark title={tip} testId={`tile-copy-${index}`}>{word}</Mark>;
  const [from, to] = [madeFromMs, madeToMs].map((ms) => displayTime(ms, timezone).slice(11, 19));
  return (
    <Mark title={`${tip} ${t("wall:part.tip", { from, to })}`} testId={`tile-copy-${index}`}>
      {word}<span className={css["madePart"]} data-testid={`tile-part-${index}`}> {from}–{to}</span>
    </Mark>
  );
}

/** What is shown is in step whatever this says; it says what is left out to keep it so. */
function PaceMark({ status }: { readonly status: TileStatus }) {
  const { t } = useTranslation("wall");
  if (status.pacing === "keys") return <Mark tone="warn" title={t("tile.keysTip")} testId="tile-pace">{t("tile.keys")}</Mark>;
  if (status.cover === "still" && status.pacing === "run") return <Mark tone="warn" title={t("tile.lateTip")} testId="tile-pace">{t("tile.late")}</Mark>;
  if (status.pacing === "frames") return <Mark title={t("tile.framesTip")} testId="tile-pace">{t("tile.frames")}</Mark>;
  // One in ten is seen by nobody, and a window that is drawn anew leaves out as many.
  if (status.droppedPercent >= 15) return <Mark tone="warn" title={t("tile.droppingTip", { percent: status.droppedPercent })} testId="tile-pace">{t("tile.dropping")}</Mark>;
  return null;
}

function VersionChip({ index, status }: { readonly index: number; readonly status: TileStatus }) {
  const { t } = useTranslation("wall");
  const size = sizeText(status.file);
  const tip = t(status.file?.isDamaged === true ? "tile.versionDamaged" : "tile.versionTip", { count: status.versionCount, name: status.file?.name ?? "", size });
  return (
    <button type="button" className={css["version"]} title={tip} aria-label={tip} data-testid={`tile-version-${index}`} onClick={() => showOtherVersion(index, status)}>
      {t("tile.version", { number: status.version + 1, count: status.versionCount, size })}
    </button>
  );
}

function TileMenu({ index, name, status, onSingle }: Pick<TileStripProps, "index" | "name" | "status" | "onSingle">) {
  const { t } = useTranslation(["wall", "map"]);
  const own = useOwnKeys((s) => s.own);
  const keyOf = (action: KeyAction): string => firstKey(action, own);
  const layout = useView((s) => s.layout);
  const isChosen = useView((s) => s.versions[index] != null);
  const act = (run: () => void) => (): void => {
    useView.getState().setActiveTile(index);
    run();
  };
  const versions: readonly MenuItem[] = status.versionCount < 2 ? [] : [
    { key: "version", label: t("tile.otherVersion"), shortcut: keyOf("other-version"), startsGroup: true, onChoose: act(() => showOtherVersion(index, status)) },
    { key: "beside", label: t("tile.sideBySide"), shortcut: keyOf("versions-side-by-side"), testId: "tile-side-by-side", onChoose: act(() => showVersionsSideBySide(index, status)) },
    { key: "best", label: t("tile.bestVersion"), isDisabled: !isChosen, onChoose: act(() => useView.getState().setVersion(index, null)) },
  ];
  const items: readonly MenuItem[] = [
    { key: "choose", label: t("tile.chooseCamera"), shortcut: keyOf("search"), onChoose: act(() => runKeyAction("search")) },
    { key: "single", label: layout === 1 ? t("tile.manyTiles") : t("tile.single"), onChoose: act(() => onSingle(index)) },
    { key: "follow", label: t("map:follow.followTip"), shortcut: keyOf("follow"), isDisabled: name === null, onChoose: act(() => runKeyAction("follow")) },
    { key: "on", label: t("tile.moveOn"), shortcut: keyOf("move-tile-on"), startsGroup: true, isDisabled: layout === 1, onChoose: act(() => moveActiveTile(1)) },
    { key: "back", label: t("tile.moveBack"), shortcut: keyOf("move-tile-back"), isDisabled: layout === 1, onChoose: act(() => moveActiveTile(-1)) },
    ...versions,
    { key: "clear", label: t("tile.clear"), startsGroup: true, isDisabled: name === null, onChoose: act(() => useView.getState().setTile(index, null)) },
  ];
  return <MenuButton size="small" label={t("tile.menu", { number: index + 1 })} icon={<EllipsisVertical size={13} aria-hidden />} items={items} testId={`tile-menu-${index}`} />;
}

function ClockState({ camera, uncertaintyMs }: { readonly camera: Camera | null; readonly uncertaintyMs: number | null }) {
  const { t } = useTranslation(["timeline", "common"]);
  if (uncertaintyMs === null) return <span className={css["uncorrected"]} title={t("wall.uncorrectedNote")}>{t("common:clock.uncorrected")}</span>;
  return <span className={css["sure"]} title={camera?.name}>{doubledSecondsText(uncertaintyMs)}</span>;
}
