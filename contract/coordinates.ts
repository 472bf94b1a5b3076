// Places on the earth: WGS-84 inside, the systems that Chinese maps use in and out, and metres on a plane around a point.
// Nothing of cameras, nothing of drawing. GCJ-02 is only a function of WGS-84; nothing here looks at a map.

/** Coordinates as GPS gives them. Degrees; north and east are positive. */
export interface Wgs84 { readonly lat: number; readonly lon: number }
/** Coordinates in whatever system they were entered; degrees. */
export interface Entered { readonly lat: number; readonly lon: number }
/** Metres east and north of an origin, on a plane that touches there. */
export interface Metres { readonly eastM: number; readonly northM: number }

/** `CGCS2000` differs from WGS-84 by centimetres and is taken as the same. */
export type CoordinateSystem = "WGS84" | "GCJ02" | "BD09" | "CGCS2000";

const RAD = Math.PI / 180;

/** The Krasovsky ellipsoid, on which GCJ-02 computes its shift: half axis in metres, and eccentricity squared. */
const GCJ_AXIS_M = 6_378_245;
const GCJ_ECCENTRICITY_2 = 0.00669342162296594323;
/** GCJ-02 shifts only inside this box; outside it is WGS-84. Degrees. */
const GCJ_BOX = { south: 0.8293, north: 55.8271, west: 72.004, east: 137.8347 } as const;

/** The WGS-84 ellipsoid. */
const WGS_AXIS_M = 6_378_137;
const WGS_ECCENTRICITY_2 = 0.0066943799901413165;

const isShifted = ({ lat, lon }: Wgs84): boolean => lat >= GCJ_BOX.south && lat <= GCJ_BOX.north && lon >= GCJ_BOX.west && lon <= GCJ_BOX.east;

/** Part of the shift that both axes share, of an angle in half turns. */
const ripple = (a: number): number => ((20 * Math.sin(6 * a * Math.PI) + 20 * Math.sin(2 * a * Math.PI)) * 2) / 3;
const wave = (a: number, first: number, second: number, third: number): number =>
  ((first * Math.sin(a * Math.PI) + second * Math.sin((a / 3) * Math.PI)) * 2) / 3 + third;

/** GCJ-02 of a WGS-84 point. Source: the published approximation of the national shift; constants in the project's notes. */
function gcj02FromWgs84(point: Wgs84): Entered {
  if (!isShifted(point)) return point;
  const { lat, lon } = point;
  const x = lon - 105;
  const y = lat - 35;
  const root = Math.sqrt(Math.abs(x));
  const northUnits = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple(x)
    + wave(y, 20, 40, 0) + ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y / 30) * Math.PI)) * 2) / 3;
  const eastUnits = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple(x)
    + wave(x, 20, 40, 0) + ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
  const flat = 1 - GCJ_ECCENTRICITY_2 * Math.sin(lat * RAD) ** 2;
  const northRadiusM = (GCJ_AXIS_M * (1 - GCJ_ECCENTRICITY_2)) / (flat * Math.sqrt(flat));
  const eastRadiusM = (GCJ_AXIS_M / Math.sqrt(flat)) * Math.cos(lat * RAD);
  return { lat: lat + northUnits / (northRadiusM * RAD), lon: lon + eastUnits / (eastRadiusM * RAD) };
}

const BD_ANGLE = (Math.PI * 3000) / 180;
const BD_SHIFT = { lat: 0.006, lon: 0.0065 } as const;

function bd09FromGcj02({ lat, lon }: Entered): Entered {
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BD_ANGLE);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BD_ANGLE);
  return { lat: radius * Math.sin(angle) + BD_SHIFT.lat, lon: radius * Math.cos(angle) + BD_SHIFT.lon };
}

/** What is left is under a tenth of a millimetre after these many rounds, anywhere inside the box. */
const INVERSE_ROUNDS = 12;

/** The point that `forward` takes to `wanted`, by going back by what it is off. `forward` must be nearly a shift. */
function inverse(forward: (point: Entered) => Entered, wanted: Entered): Entered {
  let guess = wanted;
  for (let round = 0; round < INVERSE_ROUNDS; round++) {
    const got = forward(guess);
    guess = { lat: guess.lat - (got.lat - wanted.lat), lon: guess.lon - (got.lon - wanted.lon) };
  }
  return guess;
}

/** WGS-84 of coordinates in the system they were entered in. GCJ-02 and BD-09 are undone to under a millimetre. */
export function wgs84FromEntered(point: Entered, crs: CoordinateSystem): Wgs84 {
  switch (crs) {
    case "WGS84": case "CGCS2000": return { lat: point.lat, lon: point.lon };
    // The box is that of WGS-84; at its very edge a shifted point has no inverse and stays as it is.
    case "GCJ02": return inverse(gcj02FromWgs84, point);
    case "BD09": return inverse((wgs) => bd09FromGcj02(gcj02FromWgs84(wgs)), point);
  }
}

/** Coordinates in a system, of a WGS-84 point. */
export function enteredFromWgs84(point: Wgs84, crs: CoordinateSystem): Entered {
  switch (crs) {
    case "WGS84": case "CGCS2000": return { lat: point.lat, lon: point.lon };
    case "GCJ02": return gcj02FromWgs84(point);
    case "BD09": return bd09FromGcj02(gcj02FromWgs84(point));
  }
}

/** Metres that a degree north and a degree east are long at a latitude, on the WGS-84 ellipsoid. */
function degreeM(lat: number): { readonly northM: number; readonly eastM: number } {
  const flat = 1 - WGS_ECCENTRICITY_2 * Math.sin(lat * RAD) ** 2;
  return {
    northM: ((WGS_AXIS_M * (1 - WGS_ECCENTRICITY_2)) / (flat * Math.sqrt(flat))) * RAD,
    eastM: (WGS_AXIS_M / Math.sqrt(flat)) * Math.cos(lat * RAD) * RAD,
  };
}

/** Degrees of longitude from one to another the short way round, −180 to 180. */
const lonDifference = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;

/** Metres of `point` from `origin` on the plane that touches there: good to 1 in 1,000 within 20 km, meant for a port and its town. */
export function metresFromWgs84(origin: Wgs84, point: Wgs84): Metres {
  const degree = degreeM(origin.lat);
  return { eastM: lonDifference(origin.lon, point.lon) * degree.eastM, northM: (point.lat - origin.lat) * degree.northM };
}

/** The point so many metres east and north of `origin`; takes `metresFromWgs84` back. */
export function wgs84FromMetres(origin: Wgs84, { eastM, northM }: Metres): Wgs84 {
  const degree = degreeM(origin.lat);
  return { lat: origin.lat + northM / degree.northM, lon: lonDifference(0, origin.lon + eastM / degree.eastM) };
}

/** Metres between two points as the crow flies: good to a centimetre within 2 km, to 1 in 1,000 within 100 km. */
export function distanceM(a: Wgs84, b: Wgs84): number {
  const degree = degreeM((a.lat + b.lat) / 2);
  return Math.hypot(lonDifference(a.lon, b.lon) * degree.eastM, (b.lat - a.lat) * degree.northM);
}

/** Degrees from north, clockwise, 0 ≤ bearing < 360, in which metres on the plane lie. */
export function bearingOfMetres({ eastM, northM }: Metres): number {
  return (Math.atan2(eastM, northM) / RAD + 360) % 360;
}

/** Metres on the plane at a distance in a direction (degrees from north, clockwise). */
export function metresAtBearing(bearingDeg: number, lengthM: number): Metres {
  return { eastM: Math.sin(bearingDeg * RAD) * lengthM, northM: Math.cos(bearingDeg * RAD) * lengthM };
}
