// Keys as they stand on a key cap.

const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** `Ctrl ⇧ ←` of `Ctrl+Shift+ArrowLeft`, with words where there is no sign. */
export function keyText(key: string): string {
  return key.split("+").map((part) => SIGNS[part] ?? part).join(" ").trim() || "+";
}
