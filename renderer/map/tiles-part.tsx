// Beside the map, below the plans: files of map tiles, which of them lies on the map, and a new one from the system's chooser.

import { Crosshair, Layers, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { TileSource } from "../../contract/tile-source.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { call } from "../engine/engine-client.ts";
import { useMap } from "./map-store.ts";
import css from "./map.module.css";

interface TilesPartProps {
  readonly sources: readonly TileSource[];
  readonly isWritable: boolean;
  readonly onTold: (work: Promise<unknown>) => void;
  readonly onGo: (point: Wgs84) => void;
}

async function add(title: string): Promise<void> {
  const [path] = await window.quayline.chooseFiles(title, ["pmtiles", "mbtiles"]);
  if (path === undefined) return;
  const { sourceId } = await withActor(() => call("tiles.add", { path }));
  useMap.getState().chooseTiles(sourceId);
}

export function TilesPart({ sources, isWritable, onTold, onGo }: TilesPartProps) {
  const { t } = useTranslation("map");
  const { tilesId, chooseTiles } = useMap();
  return (
    <>
      <h2 className={css["heading"]}>{t("tiles.title")}</h2>
      <p className={css["hint"]}>{t("tiles.teach")}</p>
      {isWritable && <div className={css["fields"]}><Button icon={<Layers size={14} aria-hidden />} onClick={() => onTold(add(t("tiles.choose")))} data-testid="map-tiles-add">{t("tiles.add")}</Button></div>}
      {sources.length > 0 && (
        <fieldset className={css["plans"]} aria-label={t("tiles.title")}>
          <label className={css["planRow"]}><input type="radio" name="map-tiles" checked={tilesId === null} onChange={() => chooseTiles(null)} />{t("tiles.none")}</label>
          {sources.map((source) => {
            const { bounds } = source;
            return (
              <div key={source.sourceId} className={css["planItem"]} data-testid={`map-tiles-row-${source.sourceId}`}>
                <div className={css["planRow"]}>
                  <label className={css["planName"]}>
                    <input type="radio" name="map-tiles" checked={source.sourceId === tilesId} onChange={() => chooseTiles(source.sourceId)} />
                    <span className={css["rowName"]} title={source.name}>{source.name}</span>
                  </label>
                  <IconButton size="small" icon={<Crosshair size={14} aria-hidden />} label={t("tiles.go", { name: source.name })} onClick={() => onGo({ lat: (bounds.south + bounds.north) / 2, lon: (bounds.west + bounds.east) / 2 })} />
                  {isWritable && <IconButton size="small" icon={<Trash2 size={14} aria-hidden />} label={t("tiles.remove", { name: source.name })} onClick={() => onTold(withActor(() => call("tiles.remove", { sourceId: source.sourceId })))} data-testid={`map-tiles-remove-${source.sourceId}`} />}
                </div>
                <small className={css["hint"]}>{t("tiles.facts", { kind: source.kind === "pmtiles" ? "PMTiles" : "MBTiles", content: t(source.format === "pbf" ? "tiles.vectors" : "tiles.pictures"), from: source.minZoom, to: source.maxZoom })}</small>
                {!source.isThere && <small className={css["warning"]}>{t("tiles.away")}</small>}
              </div>
            );
          })}
        </fieldset>
      )}
    </>
  );
}
