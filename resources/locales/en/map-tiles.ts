// Words of map tiles below the grid.

export const mapTiles = {
  title: "Map tiles", add: "Choose a PMTiles or MBTiles file…", choose: "Choose a file of map tiles",
  teach: "A file of map tiles that you have (PMTiles, MBTiles) lies below everything else. It stays where it is; nothing is fetched from a network.",
  none: "no map tiles", facts: "{{kind}} · {{content}} · zoom {{from}}–{{to}}", pictures: "pictures", vectors: "vector",
  away: "The file is not there now.", remove: "Take the map tiles {{name}} out", go: "Show where {{name}} lies",
  loading: "Reading the map tiles …",
  noWebgl: "This computer shows no map tiles: its graphics lack WebGL 2. The grid and everything on it stay.",
  failed: "The map tiles cannot be shown: {{message}}",
} as const;
