// Makes DOM elements from facts. Text always becomes text, never markup, and what cannot be seen in it is shown as what it is.

import { withVisibleControls } from "../../contract/plain-text.ts";

export type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | boolean | null>>;

function fill<E extends Element>(made: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null).map((child) => (typeof child === "string" ? withVisibleControls(child) : child)));
  return made;
}

/** `element("a", { href: "x" }, "text")`; attributes that are null or false are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a part of a drawing. */
export function drawn<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: readonly Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** Leads to another part of the page; flows with the text around it, as a button would not. */
export function way(label: string, onFollow: () => void, attributes: Attributes = {}): HTMLAnchorElement {
  const made = element("a", { href: "#", class: "way", ...attributes }, label);
  made.addEventListener("click", (event) => {
    event.preventDefault();
    onFollow();
  });
  return made;
}

export type Cell = Child | readonly Child[];

/** A table whose head repeats on every printed page. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): HTMLElement {
  const filled = (cell: Cell): HTMLElement => (Array.isArray(cell) ? element("td", {}, ...(cell as readonly Child[])) : element("td", {}, cell as Child));
  return element("div", { class: "wide" }, element("table", {},
    element("thead", {}, element("tr", {}, ...headings.map((heading) => element("th", { scope: "col" }, heading)))),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map(filled))))));
}

/** A relative address of a file in the bundle, each part encoded. */
export function hrefFromPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
