// The zoom of tiles in Web Mercator that fits the map's own scale: pure.

/** Around the equator, on the sphere that Web Mercator uses. Metres. */
const EQUATOR_M = 2 * Math.PI * 6_378_137;
/** A tile of MapLibre's zoom 0 holds the world on so many pixels. */
const WORLD_PX = 512;

/** MapLibre's zoom at which a pixel is so many metres at a latitude. */
export const zoomFromScale = (lat: number, metresPerPx: number): number => Math.log2((EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (WORLD_PX * metresPerPx));
