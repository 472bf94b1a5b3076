// Text made safe for HTML, and nothing more: whatever a file is called or a person wrote must not become markup.

import { withVisibleControls } from "../../contract/plain-text.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A piece of HTML that is known to be safe. */
export interface Html {
  readonly html: string;
}

export function escapeHtml(text: string): string {
  return withVisibleControls(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

type Part = string | number | null | Html | readonly Html[];

function partHtml(part: Part): string {
  if (part === null) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return "html" in part ? part.html : part.map((item) => item.html).join("");
}

/** Template tag: every value is escaped unless it is Html already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((text, literal, i) => text + partHtml(parts[i - 1] ?? null) + literal) };
}

/** A relative address of a file in the bundle. */
export function hrefFromPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
