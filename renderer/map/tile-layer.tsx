// A person's map tiles below the plan and the grid. MapLibre is fetched from the app's own files when a source is chosen and not before;
// where it cannot draw, the grid stays and a sentence says so.

import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TileSource } from "../../contract/tile-source.ts";
import type { MapPlace } from "./map-geometry.ts";
import type { TileMap } from "./tile-map.ts";
import css from "./map.module.css";

type TileState = "loading" | "shown" | "no-webgl" | { readonly message: string };

const hasWebgl2 = (): boolean => document.createElement("canvas").getContext("webgl2") !== null;

export function TileLayer({ source, place }: { readonly source: TileSource; readonly place: MapPlace }) {
  const { t } = useTranslation("map");
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<TileMap | null>(null);
  const latest = useRef(place);
  latest.current = place;
  const [state, setState] = useState<TileState>("loading");
  useEffect(() => {
    if (!hasWebgl2()) return setState("no-webgl");
    let isGone = false;
    setState("loading");
    import("./tile-map.ts").then(({ openTileMap }) => {
      if (isGone || container.current === null) return;
      map.current = openTileMap(container.current, source, latest.current, { first: () => setState("shown"), failure: (message) => setState({ message }) });
    }).catch((error: unknown) => setState({ message: String(error) }));
    return () => {
      isGone = true;
      map.current?.remove();
      map.current = null;
    };
  }, [source.sourceId]);
  useEffect(() => {
    map.current?.show(place);
  }, [place]);
  const note = state === "loading" ? t("tiles.loading") : state === "no-webgl" ? t("tiles.noWebgl") : typeof state === "object" ? t("tiles.failed", { message: state.message }) : source.attribution;
  return (
    <>
      <div ref={container} className={css["tiles"]} aria-hidden data-testid="map-tiles" data-state={typeof state === "object" ? "failed" : state} />
      {note !== "" && <p className={css["tileNote"]} role="status" data-testid="map-tiles-note">{note}</p>}
    </>
  );
}
