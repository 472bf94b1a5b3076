// Which file each tile shows whose version a person chose by hand, for whoever cites what was looked at. Not React state:
// it is read at the moment of an act.

const fileIdByTile = new Map<number, number>();

/** Told by the wall; null where the tile shows nothing, or what the wall itself chose. */
export function rememberShownFile(tile: number, fileId: number | null): void {
  if (fileId === null) fileIdByTile.delete(tile);
  else fileIdByTile.set(tile, fileId);
}

/** The file that was chosen by hand on a tile; null where none was. */
export const chosenFileOn = (tile: number): number | null => fileIdByTile.get(tile) ?? null;
