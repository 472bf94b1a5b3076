// Makes DOM elements from facts. Text always becomes text, never markup.

type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** `element("a", { href: "x" }, "text")`; attributes that are null or false are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** A relative address of a file in the bundle, each part encoded. */
export function hrefFromPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
