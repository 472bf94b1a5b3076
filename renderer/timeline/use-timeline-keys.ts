// What the timeline does for keys. Which keys those are stands in state/keys.ts.

import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError } from "../../contract/errors.ts";
import { sentenceFromError } from "../i18n.ts";
import { onKeyAction, type KeyAction } from "../state/keys.ts";
import { useView } from "../state/view-store.ts";
import { goToPin, goToPlace, sayGoing, type Direction, type Whose } from "./going.ts";
import type { LaneRows } from "./lane-rows.ts";
import type { ScenePin } from "./scene-pins.ts";
import { fitAll, goToCoverageEnd, zoomAtHead, zoomToMarks } from "./timeline-intents.ts";
import type { TimelineView } from "./timeline-view.ts";

export function useTimelineKeys(view: TimelineView, rows: LaneRows, pins: readonly ScenePin[]): void {
  const { t } = useTranslation(["timeline", "common", "lanes"]);
  useEffect(() => {
    const place = (what: "gap" | "edge", direction: Direction, whose: Whose) => () => {
      goToPlace(view, rows.cameras, what, direction, whose, t).catch((thrown: unknown) => sayGoing(sentenceFromError(factsFromError(thrown)).message));
    };
    const pin = (direction: Direction, whose: Whose) => () => goToPin(view, pins, direction, whose, t);
    const travel = (direction: "back" | "forward") => () => { if (!view.travel(direction)) sayGoing(t("lanes:went.noHistory")); };
    const stop = ([
      ["zoom-in", () => zoomAtHead(view, 1.6)],
      ["zoom-out", () => zoomAtHead(view, 1 / 1.6)],
      ["fit", () => fitAll(view)],
      ["coverage-start", () => goToCoverageEnd(view, "start")],
      ["coverage-end", () => goToCoverageEnd(view, "end")],
      ["marks-clear", () => useView.getState().setMarks(null, null)],
      ["zoom-marks", () => { if (!zoomToMarks(view, pins)) sayGoing(t("lanes:went.noMarks")); }],
      ["view-back", travel("back")], ["view-forward", travel("forward")],
      ["pin-next", pin("next", "active")], ["pin-previous", pin("previous", "active")],
      ["pin-next-all", pin("next", "all")], ["pin-previous-all", pin("previous", "all")],
      ["gap-next", place("gap", "next", "active")], ["gap-previous", place("gap", "previous", "active")],
      ["gap-next-all", place("gap", "next", "all")], ["gap-previous-all", place("gap", "previous", "all")],
      ["edge-next", place("edge", "next", "active")], ["edge-previous", place("edge", "previous", "active")],
      ["edge-next-all", place("edge", "next", "all")], ["edge-previous-all", place("edge", "previous", "all")],
    ] as const satisfies readonly (readonly [KeyAction, () => void])[]).map(([action, run]) => onKeyAction(action, run));
    return () => stop.forEach((end) => end());
  }, [view, rows, pins, t]);
}
