// Where things stand: cameras left, wall in the centre, case right, timeline below over the full width. Panels are
// resized by mouse and keyboard, fold away, and come back as they were left; they keep their shares of the window, so that a smaller
// window does not take all of it from the pictures. What is in them is not its business.

import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import type { ReactNode } from "react";
import { HEAD, headHeightPx, LANE_MIN_PX } from "../timeline/lanes.ts";
import { keepPanelHandle, usePanels, type PanelName } from "./panels-store.ts";
import css from "./layout.module.css";

interface LayoutProps {
  /** Each library has its own sizes. */
  readonly libraryPath: string;
  readonly cameras: ReactNode;
  readonly wall: ReactNode;
  readonly case: ReactNode;
  readonly timeline: ReactNode;
}

/** Of the timeline: timeline.module.css says the same. */
const TOOLBAR_PX = 28;

/** At first: enough for a name on a small screen, not a desert on a large one. Pixels. */
function firstSizes(): Readonly<Record<PanelName, number>> {
  const { innerWidth, innerHeight } = window;
  return {
    cameras: Math.round(Math.min(320, Math.max(220, innerWidth * 0.17))),
    case: Math.round(Math.min(440, Math.max(300, innerWidth * 0.2))),
    // Seven lanes fit on the smallest screen we are made for: the bar above them, the head, and lanes at their narrowest.
    timeline: Math.round(Math.min(440, Math.max(TOOLBAR_PX + headHeightPx(HEAD) + 7 * LANE_MIN_PX, innerHeight * 0.36))),
  };
}

export function Layout({ libraryPath, cameras, wall, case: casePanel, timeline }: LayoutProps) {
  const sizes = firstSizes();
  const rows = useDefaultLayout({ id: `quayline.rows:${libraryPath}`, storage: localStorage });
  const columns = useDefaultLayout({ id: `quayline.columns:${libraryPath}`, storage: localStorage });
  return (
    <Group orientation="vertical" className={css["column"]} id="rows" {...saved(rows)}>
      <Panel id="upper" minSize={240}>
        <Group orientation="horizontal" className={css["row"]} id="columns" {...saved(columns)}>
          <SidePanel name="cameras" size={sizes.cameras} minSize={210} maxSize={520}>{cameras}</SidePanel>
          <Separator className={css["handle"]} />
          <Panel id="wall" minSize={360} className={css["pane"]}>{wall}</Panel>
          <Separator className={css["handle"]} />
          <SidePanel name="case" size={sizes.case} minSize={300} maxSize={640}>{casePanel}</SidePanel>
        </Group>
      </Panel>
      <Separator className={css["handle"]} />
      <SidePanel name="timeline" size={sizes.timeline} minSize={130} maxSize="75%">{timeline}</SidePanel>
    </Group>
  );
}

type Saved = ReturnType<typeof useDefaultLayout>;

function saved({ defaultLayout, onLayoutChanged }: Saved) {
  return defaultLayout === undefined ? { onLayoutChanged } : { defaultLayout, onLayoutChanged };
}

interface SidePanelProps {
  readonly name: PanelName;
  readonly size: number;
  readonly minSize: number;
  readonly maxSize: number | string;
  readonly children: ReactNode;
}

function SidePanel({ name, size, minSize, maxSize, children }: SidePanelProps) {
  const setFolded = usePanels((s) => s.setFolded);
  return (
    <Panel
      id={name} className={css["pane"]} collapsible collapsedSize={0} defaultSize={size} minSize={minSize} maxSize={maxSize}
      panelRef={(handle) => keepPanelHandle(name, handle)} onResize={(next) => setFolded(name, next.inPixels < 1)}
    >
      {children}
    </Panel>
  );
}
