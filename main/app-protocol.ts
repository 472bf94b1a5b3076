// app://quayline/…: the window's own files from dist/renderer, with a content security policy on every one of them.
// Serves nothing else: an address that leads out of the folder is not found.

import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Session } from "electron";
import { pathBelow } from "./path-checks.ts";

export const APP_ORIGIN = "app://quayline";
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

const MIME_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".wasm": "application/wasm",
};

/** No address outside of the app is reachable even where the page tries; styles may be inline (players set them). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' footage: blob: data:",
  "media-src 'self' footage: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function serveApp(session: Session, rendererFolder: string): void {
  session.protocol.handle("app", (request) => answerApp(request.url, rendererFolder));
}

async function answerApp(url: string, rendererFolder: string): Promise<Response> {
  const { host, pathname } = new URL(url);
  const path = host === "quayline" ? pathBelow(rendererFolder, pathname) : null;
  const mimeType = path === null ? undefined : MIME_TYPES[extname(path).toLowerCase()];
  if (path === null || mimeType === undefined) return notFound();
  try {
    const headers = { "Content-Type": mimeType, "Content-Security-Policy": CONTENT_SECURITY_POLICY, "X-Content-Type-Options": "nosniff" };
    return new Response(await readFile(path), { headers });
  } catch {
    return notFound();
  }
}

const notFound = (): Response => new Response(null, { status: 404 });
