// What happened, as it was written, with each citation a way to what it cites. Times in it are those of the cited things,
// corrected, as they were at the export.

import type { Citation } from "../../contract/reconstruction.ts";
import { piecesOf } from "../../contract/story-text.ts";
import { displayTime } from "../../contract/time-text.ts";
import { element, way, type Child } from "./element.ts";
import { exhibitAnchor, factAnchor, observationAnchor, pinWay, statementAnchor, type Ways } from "./ways.ts";

/** What a citation is called, with its time. */
function citationText({ facts, words }: Ways, { title, startMs }: Citation): string {
  if (title === null) return words.say("gone");
  return startMs === null ? title : `${title} (${displayTime(startMs, facts.timezone)})`;
}

function citationWay(ways: Ways, citation: Citation): HTMLElement {
  const { kind, citedId, title } = citation;
  const text = citationText(ways, citation);
  const to = (open: () => void): HTMLElement => way(text, open, { "data-testid": `viewer-cite-${kind}` });
  if (title === null) return element("span", { class: "quiet" }, text);
  switch (kind) {
    case "pin": return pinWay(ways, citedId, text);
    case "observation": {
      // Any revision may be cited; the bundle has the last one, and knows the first.
      const firstId = ways.observations.get(citedId)?.firstId ?? citedId;
      return to(() => ways.openPage("exhibits", observationAnchor(firstId)));
    }
    case "exhibit": return to(() => ways.openPage("exhibits", exhibitAnchor(citedId)));
    case "statement": return to(() => ways.openPage("statements", statementAnchor(citedId)));
    case "fact": return to(() => ways.openPage("timeline", factAnchor(citedId)));
    default: return element("span", {}, text);
  }
}

export function storyPage(ways: Ways): HTMLElement {
  const sections = [...ways.facts.story].sort((a, b) => a.position - b.position || a.sectionId - b.sectionId);
  return element("div", { class: "story" }, element("p", { class: "quiet" }, ways.words.say("storyNote")), ...sections.map((section) => element("section", { "data-testid": "viewer-story" },
    element("h3", { dir: "auto" }, section.title),
    element("p", { class: "told-text", dir: "auto" }, ...piecesOf(section).map((piece): Child => (typeof piece === "string" ? piece : citationWay(ways, piece)))))));
}
