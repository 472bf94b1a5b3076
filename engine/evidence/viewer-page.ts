// The bundle's index.html: the built viewer, its style and the case's facts in one page that needs nothing beside it but the footage.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { BundleCase } from "../../contract/bundle.ts";
import { escapeHtml } from "./html.ts";

/** Where the build puts the viewer: from the sources dist/viewer, from dist/ the folder beside engine/. */
const viewerUrl = new URL(import.meta.url.endsWith(".ts") ? "../../dist/viewer/" : "../../viewer/", import.meta.url);

async function part(name: string): Promise<string> {
  try {
    return await readFile(new URL(name, viewerUrl), "utf8");
  } catch (cause) {
    throw new AppError("internal", { message: `the viewer is not built: ${name}` }, { cause });
  }
}

/** JSON inside a script element: `<` is all that could end it early. */
const inlineJson = (facts: BundleCase): string => JSON.stringify(facts).replaceAll("<", "\\u003c");

/** Only this page's own script may run, and nothing may be fetched. Tried on file:// in Chromium and Firefox. */
function policy(script: string): string {
  const hash = createHash("sha256").update(script, "utf8").digest("base64");
  return `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src 'self' file: data:; media-src 'self' file: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'`;
}

export async function renderViewerPage(facts: BundleCase): Promise<string> {
  const [template, builtScript, style] = await Promise.all([part("viewer.html"), part("viewer.js"), part("viewer.css")]);
  // The HTML parser would end the element at this text wherever it stands in the script.
  const script = builtScript.replaceAll("</script", "<\\/script");
  const values: Readonly<Record<string, string>> = {
    CSP: policy(script), TITLE: escapeHtml(`${facts.case.number} ${facts.case.title}`), STYLE: style, FACTS: inlineJson(facts), SCRIPT: script,
  };
  return template.replace(/%(CSP|TITLE|STYLE|FACTS|SCRIPT)%/g, (_, name: string) => values[name]!);
}
