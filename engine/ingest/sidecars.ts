// Times that a recorder writes into a small file beside its footage. Today Axis' XML, one a block and one a recording,
// and the index of Hikvision's SD cards. Only names of those makes ask the disk for anything. A sidecar comes from outside: short, plain, no entities, no links followed.

import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { TimeCandidate } from "../../contract/model.ts";
import { asCameraMs, SECOND_RESOLUTION_UNCERTAINTY_MS } from "../../contract/time.ts";
import { instantFromText } from "../../contract/time-text.ts";
import { cardFileNo, readCardSegments } from "../media/hikvision-card.ts";
import type { FoundProblem } from "../media/read-container.ts";
import { isSane } from "./name-time.ts";

/** Axis' own are under 4 KB; what is longer is something else. */
const SIDECAR_MAX_BYTES = 256 * 1024;
/** The XML has microseconds; we keep milliseconds. */
const SIDECAR_UNCERTAINTY_MS = 1;

const SEPARATOR = /[\\/]/;
/** A block of an Axis recording, wherever it was copied to: `20211112_140500_91D4.mkv`. */
const AXIS_BLOCK = /^(\d{8}_\d{6})_[0-9A-F]{4}\.mkv$/i;
/** The folder of the whole recording; its name has the time of its first block. */
const AXIS_RECORDING = /^(\d{8}_\d{6})_[0-9A-F]{4}_[0-9A-F]{12}$/i;
/** A time with its zone, as XML writes it. Without a zone it could mean two things, and is not used. */
const XML_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export interface SidecarTimes {
  readonly candidates: readonly TimeCandidate[];
  readonly problems: readonly FoundProblem[];
}

const NOTHING: SidecarTimes = { candidates: [], problems: [] };

/**
 * The texts of the elements directly below the root, by name; the first of each counts. Null where it is no plain XML:
 * a document type (which could define entities), tags that do not close, another root.
 */
export function plainXmlFields(xml: string, rootName: string): ReadonlyMap<string, string> | null {
  const text = xml.replace(/^\uFEFF/, "").replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, "");
  if (text.includes("<!")) return null;
  const open: string[] = [];
  const fields = new Map<string, string>();
  let from = 0;
  for (const tag of text.matchAll(/<(\/?)([\w:.-]+)([^<>]*)>/g)) {
    const [whole, slash, name] = tag as unknown as [string, string, string];
    if (open.length === 0 && (fields.size > 0 || name !== rootName)) return null;
    if (slash === "/") {
      if (open.pop() !== name) return null;
      if (open.length === 1 && !fields.has(name)) fields.set(name, text.slice(from, tag.index).trim());
    } else if (!whole.endsWith("/>")) {
      open.push(name);
    }
    from = tag.index + whole.length;
  }
  return open.length === 0 && fields.size > 0 ? fields : null;
}

/** Null: there is none. @throws what the disk says of one that is there; RangeError where it is too long or no plain file */
async function readSmall(pathBytes: Uint8Array): Promise<string | null> {
  // A link could lead anywhere and a pipe could wait for ever. Windows has neither flag, and no such files on its disks.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(Buffer.from(pathBytes), flags).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > SIDECAR_MAX_BYTES) throw new RangeError("no small file");
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

function instantOf(text: string | undefined, nowMs: number): number | null {
  if (text === undefined || !XML_INSTANT.test(text)) return null;
  try {
    const instantMs = instantFromText(text, "UTC");
    return isSane(instantMs, nowMs) ? instantMs : null;
  } catch {
    return null;
  }
}

interface Asked {
  readonly pathBytes: Buffer;
  readonly root: "RecordingBlock" | "Recording";
  readonly rule: string;
}

/** Null: no such sidecar, or it has no start. */
async function readAxis({ pathBytes, root, rule }: Asked, nowMs: number): Promise<TimeCandidate | "unreadable" | null> {
  const xml = await readSmall(pathBytes).catch(() => "unreadable" as const);
  if (xml === null || xml === "unreadable") return xml;
  const fields = plainXmlFields(xml, root);
  if (fields === null) return "unreadable";
  const startMs = instantOf(fields.get("StartTime"), nowMs);
  if (startMs === null) return null;
  // The whole recording ends with its last block, not with this one.
  const stopMs = root === "RecordingBlock" ? instantOf(fields.get("StopTime"), nowMs) : null;
  return {
    source: "sidecar", basis: "utc", confidence: "high", startMs: asCameraMs(startMs), endMs: stopMs !== null && stopMs > startMs ? asCameraMs(stopMs) : null,
    raw: fields.get("StartTime")!, rule, timezone: "UTC", uncertaintyMs: SIDECAR_UNCERTAINTY_MS,
  };
}

/** What the bytes of a path are after its last `count` parts were taken off, separator kept. */
function folderAbove(pathBytes: Buffer, count: number): Buffer {
  let end = pathBytes.length;
  for (let left = count; left > 0 && end > 0; left--) {
    end--;
    while (end > 0 && pathBytes[end - 1] !== 0x2f && pathBytes[end - 1] !== 0x5c) end--;
  }
  return pathBytes.subarray(0, end);
}

/** A card's index counts the time since 1970; whether the device took its local time for UTC there differs by firmware. */
async function cardTimes(path: string, nowMs: number): Promise<SidecarTimes> {
  const segments = await readCardSegments(path);
  const first = segments?.[0];
  if (segments === null || first === undefined || !isSane(first.startMs, nowMs)) return NOTHING;
  const { startMs, isToTheMs } = first;
  const endMs = Math.max(...segments.map((segment) => segment.endMs));
  return {
    candidates: [{
      source: "sidecar", basis: "epoch", confidence: "medium", startMs: asCameraMs(startMs), endMs: endMs > startMs ? asCameraMs(endMs) : null,
      raw: String(startMs / 1000), rule: "hikvision-card-index", timezone: null, uncertaintyMs: isToTheMs ? SIDECAR_UNCERTAINTY_MS : SECOND_RESOLUTION_UNCERTAINTY_MS,
    }],
    problems: [],
  };
}

/**
 * What lies beside a footage file and says when it was recorded.
 * @param pathBytes as the disk has it
 */
export async function readSidecars(pathBytes: Buffer, path: string, nowMs: number): Promise<SidecarTimes> {
  const parts = path.split(SEPARATOR);
  if (cardFileNo(parts.at(-1) ?? "") !== null) return cardTimes(path, nowMs);
  const block = AXIS_BLOCK.exec(parts.at(-1) ?? "");
  if (block === null) return NOTHING;
  const asked: Asked[] = [{ pathBytes: Buffer.concat([pathBytes.subarray(0, -4), Buffer.from(".xml")]), root: "RecordingBlock", rule: "axis-block-xml" }];
  // The recording's own start is the start of its first block only.
  if (AXIS_RECORDING.exec(parts.at(-3) ?? "")?.[1] === block[1]) {
    asked.push({ pathBytes: Buffer.concat([folderAbove(pathBytes, 2), Buffer.from("recording.xml")]), root: "Recording", rule: "axis-recording-xml" });
  }
  const problems: FoundProblem[] = [];
  for (const one of asked) {
    const read = await readAxis(one, nowMs);
    if (read === "unreadable") problems.push({ code: "sidecar-unreadable", params: { sidecar: one.pathBytes.toString("utf8").split(SEPARATOR).at(-1)! } });
    else if (read !== null) return { candidates: [read], problems };
  }
  return { candidates: [], problems };
}
