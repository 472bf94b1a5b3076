// The messages between a client and the engine's process, whatever carries them. Facts only.

import type { ErrorFacts } from "./errors.ts";
import type { EngineEvent } from "./events.ts";
import type { MethodName } from "./methods.ts";

export type ToEngine =
  | { readonly type: "call"; readonly callId: number; readonly method: string; readonly input: unknown }
  | { readonly type: "cancel"; readonly callId: number }
  /** For main alone: which file a footage:// address means. Never offered to the window. */
  | { readonly type: "resolve"; readonly callId: number; readonly kind: MediaKind; readonly id: number }
  | { readonly type: "quit" };

export type FromEngine =
  | { readonly type: "ready"; readonly libraryPath: string; readonly writable: boolean }
  | { readonly type: "failed-to-open"; readonly error: ErrorFacts }
  | { readonly type: "answer"; readonly callId: number; readonly output: unknown }
  | { readonly type: "refusal"; readonly callId: number; readonly error: ErrorFacts }
  | { readonly type: "event"; readonly event: EngineEvent };

/** Kinds of footage:// addresses: `footage://file/12`, its copies `proxy/12` and `small/12`, a part of a copy `stretch/7`, its still `poster/12`, a site plan `plan/4`. */
export type MediaKind = "file" | "proxy" | "small" | "stretch" | "poster" | "plan";

/** Answer to `resolve`. */
export interface ResolvedMedia {
  /** The path in base64, so that names that are no UTF-8 survive. */
  readonly pathBase64: string;
  readonly mimeType: string;
}

/**
 * Questions whose answer is a long list of plain rows. It crosses as the bytes of one JSON text: objects are taken apart and put together
 * again at each door between engine and window, bytes are copied, and half as many as of a text with Han in it (`npm run bench -- panels`).
 */
const TEXT_ANSWERS: ReadonlySet<string> = new Set(["cases.read", "cases.view", "facts.list", "order.read", "events.read"] satisfies MethodName[]);

/** An answer as the engine's process sends it. */
export const packedAnswer = (method: string, output: unknown): unknown => (TEXT_ANSWERS.has(method) ? new TextEncoder().encode(JSON.stringify(output)) : output);

/** The answer again, at the window's end. */
export const unpackedAnswer = (method: string, packed: unknown): unknown => (TEXT_ANSWERS.has(method) ? (JSON.parse(new TextDecoder().decode(packed as Uint8Array)) as unknown) : packed);
