// footage://file/12, footage://proxy/12, footage://poster/12: the bytes of footage, with HTTP Range, from the path that
// the engine names. The window never sees that path. Decodes nothing and caches nothing.

import type { Session } from "electron";
import type { ResolvedMedia } from "../contract/transport.ts";
import { readByteRange } from "./byte-range.ts";
import type { EngineProcess } from "./engine-process.ts";
import { FilePool, type FileFacts } from "./file-pool.ts";
import { readFootageAddress } from "./footage-address.ts";

/** A read at a time: large enough for one system call a frame, small enough to be thrown away on a seek. */
const CHUNK_BYTES = 256 * 1024;
const pool = new FilePool({ openMax: 24, idleMs: 4_000 });

const HEADERS = {
  "Accept-Ranges": "bytes",
  // Footage is not ours to keep copies of.
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Allow-Origin": "app://quayline",
} as const;

export function serveFootage(session: Session, engine: EngineProcess): void {
  session.protocol.handle("footage", (request) => answerFootage(request, engine));
}

/** Closes what is open, for the end of the app. */
export const closeFootage = (): Promise<void> => pool.closeIdle();

async function answerFootage(request: Request, engine: EngineProcess): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refused(405);
  const address = readFootageAddress(request.url);
  if (address === null) return refused(404);
  const answer = await engine.resolve(address.kind, address.id);
  // A still is a help: where there is none its reader does without, and the page has nothing to complain of.
  if (!answer.ok) return refused(address.kind === "poster" ? 204 : 404);
  const { pathBase64, mimeType } = answer.output as ResolvedMedia;
  const path = Buffer.from(pathBase64, "base64");
  try {
    return rangeOf(path, mimeType, await pool.facts(path), request);
  } catch {
    return refused(404); // Moved, or its disk is not there: the engine lists such files as offline.
  }
}

function rangeOf(path: Buffer, mimeType: string, facts: FileFacts, request: Request): Response {
  const { sizeBytes } = facts;
  const range = readByteRange(request.headers.get("Range"), sizeBytes);
  if (range.kind === "unsatisfiable") return refused(416, { "Content-Range": `bytes */${sizeBytes}` });
  const startByte = range.kind === "part" ? range.startByte : 0;
  const endByte = range.kind === "part" ? range.endByte : sizeBytes;
  const headers: Record<string, string> = { ...HEADERS, "Content-Type": mimeType, "Content-Length": String(endByte - startByte) };
  if (range.kind === "part") headers["Content-Range"] = `bytes ${startByte}-${endByte - 1}/${sizeBytes}`;
  const body = request.method === "HEAD" ? null : streamOf(path, facts, startByte, endByte, request.signal);
  return new Response(body, { status: range.kind === "part" ? 206 : 200, headers });
}

/** Reads only when the reader asks for more, and holds nothing between two reads. */
function streamOf(path: Buffer, facts: FileFacts, startByte: number, endByte: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  let atByte = startByte;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (signal.aborted) return controller.error(new Error("the reader went away"));
      if (atByte >= endByte) return controller.close();
      const bytes = await pool.read(path, atByte, Math.min(CHUNK_BYTES, endByte - atByte));
      // Shorter than it was a moment ago: better an error than a file that seems to end there.
      if (bytes.length === 0) return controller.error(new Error(`ended before byte ${facts.sizeBytes}`));
      atByte += bytes.length;
      controller.enqueue(bytes);
      if (atByte >= endByte) controller.close();
    },
  }, { highWaterMark: 0 });
}

function refused(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...HEADERS, ...headers } });
}
