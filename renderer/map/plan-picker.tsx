// The picture of a plan alone in the place of the map, to point at something on it: by mouse, or with a cross that the keys move.

import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SitePlan, XyOfPlan } from "../../contract/site-plan.ts";
import { characterOf } from "../state/keys.ts";
import type { SizePx } from "./map-geometry.ts";
import { planAddress } from "./plan-layer.tsx";
import { usePanning, xyOf } from "./use-panning.ts";
import css from "./map.module.css";

const ZOOM = 1.25;
const ZOOM_MAX = 16;
const STEP_PX = 4;
const LARGE_STEP_PX = 40;

/** Pixels of the screen for one of the picture, and where the picture's corner lies. */
interface View { readonly scale: number; readonly x: number; readonly y: number }

const fitted = (plan: SitePlan, { widthPx, heightPx }: SizePx): View => {
  const scale = Math.min(widthPx / plan.widthPx, heightPx / plan.heightPx);
  return { scale, x: (widthPx - plan.widthPx * scale) / 2, y: (heightPx - plan.heightPx * scale) / 2 };
};

function zoomed(view: View, at: XyOfPlan, factor: number, least: number): View {
  const scale = Math.min(ZOOM_MAX, Math.max(least, view.scale * factor));
  return { scale, x: at.x - ((at.x - view.x) * scale) / view.scale, y: at.y - ((at.y - view.y) * scale) / view.scale };
}

const within = (n: number, most: number): number => Math.min(most, Math.max(0, n));

interface PlanPickerProps {
  readonly plan: SitePlan;
  readonly size: SizePx;
  /** Points that were taken already. */
  readonly marks: readonly XyOfPlan[];
  readonly takesFocus: boolean;
  readonly onPick: (at: XyOfPlan) => void;
}

export function PlanPicker({ plan, size, marks, takesFocus, onPick }: PlanPickerProps) {
  const { t } = useTranslation("map");
  const least = fitted(plan, size).scale;
  const [view, setView] = useState(() => fitted(plan, size));
  const [cross, setCross] = useState<XyOfPlan>({ x: plan.widthPx / 2, y: plan.heightPx / 2 });
  const ground = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) ground.current?.focus();
  }, [takesFocus]);
  const onScreen = ({ x, y }: XyOfPlan): XyOfPlan => ({ x: view.x + x * view.scale, y: view.y + y * view.scale });
  const onPlan = ({ x, y }: XyOfPlan): XyOfPlan => ({ x: within((x - view.x) / view.scale, plan.widthPx), y: within((y - view.y) / view.scale, plan.heightPx) });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = characterOf(event);
    const step = (event.shiftKey ? LARGE_STEP_PX : STEP_PX) / view.scale;
    const move = ({ ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] } as Record<string, readonly [number, number]>)[key];
    if (move !== undefined) setCross({ x: within(cross.x + move[0], plan.widthPx), y: within(cross.y + move[1], plan.heightPx) });
    else if (key === "Enter") onPick(cross);
    else if (key === "+" || key === "=") setView(zoomed(view, onScreen(cross), ZOOM, least));
    else if (key === "-") setView(zoomed(view, onScreen(cross), 1 / ZOOM, least));
    else return;
    event.preventDefault();
  };
  const panning = usePanning(view, (from, dxPx, dyPx) => setView({ ...from, x: from.x + dxPx, y: from.y + dyPx }), (at) => onPick(onPlan(at)));
  const crossAt = onScreen(cross);
  return (
    <div
      className={css["ground"]} data-picking="true" role="group" aria-label={t("plan.picker")} tabIndex={0} data-owns-keys ref={ground} data-testid="map-plan-picker"
      onKeyDown={onKeyDown} {...panning}
      onWheel={(event) => setView(zoomed(view, xyOf(event), event.deltaY < 0 ? ZOOM : 1 / ZOOM, least))}
    >
      <img className={css["plan"]} src={planAddress(plan.planId)} alt="" draggable={false} width={plan.widthPx} height={plan.heightPx} style={{ transform: `matrix(${view.scale}, 0, 0, ${view.scale}, ${view.x}, ${view.y})` }} />
      <svg width={size.widthPx} height={size.heightPx} aria-hidden>
        {marks.map(onScreen).map(({ x, y }, index) => (
          <g key={index} className={css["control"]}>
            <path d={`M${x - 8} ${y}h16M${x} ${y - 8}v16`} />
            <text x={x + 10} y={y - 10}>{index + 1}</text>
          </g>
        ))}
        <path className={css["cross"]} d={`M${crossAt.x - 14} ${crossAt.y}h28M${crossAt.x} ${crossAt.y - 14}v28`} />
      </svg>
      <p className={css["pickAt"]} role="status">{t("plan.picked", { x: Math.round(cross.x), y: Math.round(cross.y) })}</p>
    </div>
  );
}
