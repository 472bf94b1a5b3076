// Every key of the app, once: what it is, what it means, and its words for the card behind `?`. The table holds the defaults;
// a person's own keys (settings/own-keys.ts) are laid over it. Components say what they do for an action (onKeyAction); only this
// file listens to the keyboard. Keys inside text fields are theirs.

import type { keys as moreWords } from "../../resources/locales/en/keys.ts";
import type { timeline as words } from "../../resources/locales/en/timeline.ts";
import type { wall as wallWords } from "../../resources/locales/en/wall.ts";

export type KeyAction =
  | "play-toggle" | "shuttle-back" | "shuttle-stop" | "shuttle-forward" | "slower" | "faster"
  | "frame-back" | "frame-forward" | "second-back" | "second-forward" | "ten-seconds-back" | "ten-seconds-forward"
  | "mark-in" | "mark-out" | "marks-clear" | "pin"
  | "layout-1" | "layout-2" | "layout-4" | "layout-9" | "layout-16" | "next-tile" | "previous-tile" | "move-tile-on" | "move-tile-back"
  | "shuttle-back-slow" | "shuttle-forward-slow" | "skip-empty" | "other-version" | "versions-side-by-side"
  | "zoom-in" | "zoom-out" | "fit" | "coverage-start" | "coverage-end" | "type-time"
  | "zoom-marks" | "view-back" | "view-forward"
  | "pin-next" | "pin-previous" | "pin-next-all" | "pin-previous-all"
  | "gap-next" | "gap-previous" | "gap-next-all" | "gap-previous-all"
  | "edge-next" | "edge-previous" | "edge-next-all" | "edge-previous-all"
  | "map-toggle" | "gap-report" | "follow"
  | "observe" | "look-next" | "not-in-view"
  | "search" | "help" | "undo" | "redo";

export interface KeyMapEntry {
  /** As `chord` spells them: modifiers first (`Ctrl+`, `Shift+`), then the key. All do the same. */
  readonly keys: readonly string[];
  readonly action: KeyAction;
  readonly labelKey: `timeline:keys.${keyof (typeof words)["keys"]}` | `wall:keys.${keyof (typeof wallWords)["keys"]}` | `keys:${keyof typeof moreWords}`;
  readonly group: "play" | "mark" | "view" | "app";
}

export const keyMap: readonly KeyMapEntry[] = [
  { keys: ["Space"], action: "play-toggle", labelKey: "timeline:keys.playToggle", group: "play" },
  { keys: ["J"], action: "shuttle-back", labelKey: "timeline:keys.shuttleBack", group: "play" },
  { keys: ["K"], action: "shuttle-stop", labelKey: "timeline:keys.shuttleStop", group: "play" },
  { keys: ["L"], action: "shuttle-forward", labelKey: "timeline:keys.shuttleForward", group: "play" },
  { keys: ["Shift+J"], action: "shuttle-back-slow", labelKey: "wall:keys.shuttleBackSlow", group: "play" },
  { keys: ["Shift+L"], action: "shuttle-forward-slow", labelKey: "wall:keys.shuttleForwardSlow", group: "play" },
  { keys: ["["], action: "slower", labelKey: "timeline:keys.slower", group: "play" },
  { keys: ["]"], action: "faster", labelKey: "timeline:keys.faster", group: "play" },
  { keys: ["ArrowLeft", "K+J"], action: "frame-back", labelKey: "timeline:keys.frameBack", group: "play" },
  { keys: ["ArrowRight", "K+L"], action: "frame-forward", labelKey: "timeline:keys.frameForward", group: "play" },
  { keys: ["Shift+ArrowLeft"], action: "second-back", labelKey: "timeline:keys.secondBack", group: "play" },
  { keys: ["Shift+ArrowRight"], action: "second-forward", labelKey: "timeline:keys.secondForward", group: "play" },
  { keys: ["Ctrl+Shift+ArrowLeft"], action: "ten-seconds-back", labelKey: "timeline:keys.tenSecondsBack", group: "play" },
  { keys: ["Ctrl+Shift+ArrowRight"], action: "ten-seconds-forward", labelKey: "timeline:keys.tenSecondsForward", group: "play" },
  { keys: ["E"], action: "skip-empty", labelKey: "wall:keys.skipEmpty", group: "play" },
  { keys: ["I"], action: "mark-in", labelKey: "timeline:keys.markIn", group: "mark" },
  { keys: ["O"], action: "mark-out", labelKey: "timeline:keys.markOut", group: "mark" },
  { keys: ["X"], action: "marks-clear", labelKey: "timeline:keys.marksClear", group: "mark" },
  { keys: ["Enter"], action: "pin", labelKey: "timeline:keys.pin", group: "mark" },
  { keys: ["S"], action: "observe", labelKey: "keys:observe", group: "mark" },
  { keys: ["W"], action: "look-next", labelKey: "keys:lookNext", group: "mark" },
  { keys: ["Shift+W"], action: "not-in-view", labelKey: "keys:notInView", group: "mark" },
  { keys: ["1"], action: "layout-1", labelKey: "timeline:keys.layout1", group: "view" },
  { keys: ["2"], action: "layout-2", labelKey: "timeline:keys.layout2", group: "view" },
  { keys: ["4"], action: "layout-4", labelKey: "timeline:keys.layout4", group: "view" },
  { keys: ["9"], action: "layout-9", labelKey: "wall:keys.layout9", group: "view" },
  { keys: ["0"], action: "layout-16", labelKey: "wall:keys.layout16", group: "view" },
  { keys: ["N"], action: "next-tile", labelKey: "timeline:keys.nextTile", group: "view" },
  { keys: ["Shift+N"], action: "previous-tile", labelKey: "wall:keys.previousTile", group: "view" },
  { keys: ["M"], action: "map-toggle", labelKey: "keys:mapToggle", group: "view" },
  { keys: ["Q"], action: "gap-report", labelKey: "keys:gapReport", group: "view" },
  { keys: ["Shift+F"], action: "follow", labelKey: "keys:follow", group: "view" },
  { keys: ["Ctrl+ArrowRight"], action: "move-tile-on", labelKey: "wall:keys.moveTileOn", group: "view" },
  { keys: ["Ctrl+ArrowLeft", "Shift+M"], action: "move-tile-back", labelKey: "wall:keys.moveTileBack", group: "view" },
  { keys: ["V"], action: "other-version", labelKey: "wall:keys.otherVersion", group: "view" },
  { keys: ["Shift+V"], action: "versions-side-by-side", labelKey: "wall:keys.sideBySide", group: "view" },
  { keys: ["+", "="], action: "zoom-in", labelKey: "timeline:keys.zoomIn", group: "view" },
  { keys: ["-"], action: "zoom-out", labelKey: "timeline:keys.zoomOut", group: "view" },
  { keys: ["F"], action: "fit", labelKey: "timeline:keys.fit", group: "view" },
  { keys: ["Home"], action: "coverage-start", labelKey: "timeline:keys.coverageStart", group: "view" },
  { keys: ["End"], action: "coverage-end", labelKey: "timeline:keys.coverageEnd", group: "view" },
  { keys: ["T"], action: "type-time", labelKey: "timeline:keys.typeTime", group: "view" },
  { keys: ["Z"], action: "zoom-marks", labelKey: "keys:zoomMarks", group: "view" },
  { keys: ["B"], action: "view-back", labelKey: "keys:viewBack", group: "view" },
  { keys: ["Shift+B"], action: "view-forward", labelKey: "keys:viewForward", group: "view" },
  { keys: ["P"], action: "pin-next", labelKey: "keys:pinNext", group: "view" },
  { keys: ["Shift+P"], action: "pin-previous", labelKey: "keys:pinPrevious", group: "view" },
  { keys: ["Ctrl+P"], action: "pin-next-all", labelKey: "keys:pinNextAll", group: "view" },
  { keys: ["Ctrl+Shift+P"], action: "pin-previous-all", labelKey: "keys:pinPreviousAll", group: "view" },
  { keys: ["G"], action: "gap-next", labelKey: "keys:gapNext", group: "view" },
  { keys: ["Shift+G"], action: "gap-previous", labelKey: "keys:gapPrevious", group: "view" },
  { keys: ["Ctrl+G"], action: "gap-next-all", labelKey: "keys:gapNextAll", group: "view" },
  { keys: ["Ctrl+Shift+G"], action: "gap-previous-all", labelKey: "keys:gapPreviousAll", group: "view" },
  { keys: ["U"], action: "edge-next", labelKey: "keys:edgeNext", group: "view" },
  { keys: ["Shift+U"], action: "edge-previous", labelKey: "keys:edgePrevious", group: "view" },
  { keys: ["Ctrl+U"], action: "edge-next-all", labelKey: "keys:edgeNextAll", group: "view" },
  { keys: ["Ctrl+Shift+U"], action: "edge-previous-all", labelKey: "keys:edgePreviousAll", group: "view" },
  { keys: ["/"], action: "search", labelKey: "timeline:keys.search", group: "app" },
  { keys: ["?"], action: "help", labelKey: "timeline:keys.help", group: "app" },
  { keys: ["Ctrl+Z"], action: "undo", labelKey: "timeline:keys.undo", group: "app" },
  { keys: ["Ctrl+Shift+Z", "Ctrl+Y"], action: "redo", labelKey: "timeline:keys.redo", group: "app" },
];

/** What of a keyboard event decides. `metaKey` counts as Ctrl: on a Mac the hand looks for it there. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a Chinese input method makes of these keys while it is on. */
const HALF_WIDTH: Readonly<Record<string, string>> = { "？": "?", "、": "/", "／": "/", "【": "[", "】": "]", "＋": "+", "－": "-", "＝": "=", "，": ",", "。": ".", "　": " " };

/** What stands on keys by their place, without and with Shift, as on the keyboards that Chinese is typed on. */
const BY_PLACE: Readonly<Record<string, readonly [string, string]>> = {
  Space: [" ", " "], Slash: ["/", "?"], BracketLeft: ["[", "{"], BracketRight: ["]", "}"], Equal: ["=", "+"], Minus: ["-", "_"], Comma: [",", "<"], Period: [".", ">"], Semicolon: [";", ":"], Quote: ["'", "\""], Backquote: ["`", "~"], Backslash: ["\\", "|"],
};

/** The character of a press, also where an input method has taken it over (`Process`) and only the key's place is known. */
export function characterOf({ key, code = "", shiftKey }: KeyPress): string {
  if (key !== "Process") return HALF_WIDTH[key] ?? key;
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? BY_PLACE[code]?.[shiftKey ? 1 : 0] ?? key;
}

/** `Ctrl+Shift+ArrowLeft`. Shift is not told where it only chose the character (`?`, `+`). */
export function chord(press: KeyPress): string {
  const character = characterOf(press);
  const isLetter = /^[a-z]$/i.test(character);
  const key = character === " " ? "Space" : isLetter ? character.toUpperCase() : character;
  const isSymbol = key.length === 1 && !isLetter;
  return `${press.ctrlKey || press.metaKey ? "Ctrl+" : ""}${press.shiftKey && !isSymbol ? "Shift+" : ""}${key}`;
}

/** Keys that a person chose for an action instead of the table's; an empty list takes them all away. */
export type OwnKeys = Readonly<Partial<Record<KeyAction, readonly string[]>>>;

/** What an action's keys are with a person's own laid over the table: what is chosen for one action no default takes back. */
export function effectiveKeys(own: OwnKeys): ReadonlyMap<KeyAction, readonly string[]> {
  const chosen = new Set(Object.values(own).flat());
  return new Map(keyMap.map(({ action, keys }) => [action, own[action] ?? keys.filter((key) => !chosen.has(key))] as const));
}

const chordsOf = (own: OwnKeys): ReadonlyMap<string, KeyAction> => new Map([...effectiveKeys(own)].flatMap(([action, keys]) => keys.map((key) => [key, action] as const)));

let actionByChord = chordsOf({});

/** From now on these are the keys. */
export function layOwnKeys(own: OwnKeys): void {
  actionByChord = chordsOf(own);
}

/** What a key press means, or null; `heldKey` is a letter that is down meanwhile (`K+L`). With Alt it is the system's. */
export function actionFromKey(press: KeyPress, heldKey: string | null = null): KeyAction | null {
  if (press.altKey) return null;
  const pressed = chord(press);
  return (heldKey === null ? undefined : actionByChord.get(`${heldKey}+${pressed}`)) ?? actionByChord.get(pressed) ?? null;
}

/** The letter that went down first and is down still. */
let heldKey: string | null = null;

function holdKey(event: KeyboardEvent): void {
  const character = characterOf(event);
  if (heldKey === null && /^[a-z]$/i.test(character)) heldKey = character.toUpperCase();
}

function releaseKey(event: KeyboardEvent): void {
  if (characterOf(event).toUpperCase() === heldKey) heldKey = null;
}

type KeyHandler = () => void;
const handlers = new Map<KeyAction, KeyHandler[]>();
const isRepeatable = new Set<KeyAction>([
  "frame-back", "frame-forward", "second-back", "second-forward", "ten-seconds-back", "ten-seconds-forward", "zoom-in", "zoom-out", "undo", "redo",
  "view-back", "view-forward", "pin-next", "pin-previous", "pin-next-all", "pin-previous-all", "gap-next", "gap-previous", "gap-next-all", "gap-previous-all",
  "edge-next", "edge-previous", "edge-next-all", "edge-previous-all",
]);

/** What has the focus because a pointer was pressed on it. `:focus-visible` cannot be asked: a key press by itself makes it true. */
let clicked: EventTarget | null = null;
let isPressed = false;
let isByKeys = false;

const TYPED = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";

function followFocus(): void {
  window.addEventListener("pointerdown", () => { isPressed = true; isByKeys = false; }, true);
  for (const end of ["pointerup", "pointercancel", "dragend"]) window.addEventListener(end, () => { isPressed = false; }, true);
  window.addEventListener("focusin", (event) => { clicked = isPressed ? event.target : null; }, true);
  window.addEventListener("keydown", ({ key, target }) => {
    if (key === "Tab" || !(target instanceof Element && target.matches(TYPED))) isByKeys = true;
  }, true);
}

/** Whether the last act was a key's and no pointer's. What is typed in a field says nothing of how it was reached. */
export function actsByKeys(): boolean {
  return isByKeys;
}

/** True where an element has the focus by a click: then keys mean what they mean everywhere, and are not the element's. */
export function isOnlyClicked(element: Element): boolean {
  return element === clicked;
}

/** Keys that a focused control needs for itself. */
function belongsToTarget(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest(TYPED) !== null) return true;
  if (target.closest("[role=dialog], dialog, [role=menu], [role=listbox]") !== null) return true;
  // A button that was only clicked keeps the focus, but Space must go on meaning play: only where the ring shows is it the button's.
  if ((event.key === "Enter" || event.key === " ") && !isOnlyClicked(target) && target.matches(":focus-visible")) return target.closest("button, a[href], summary, [role=button], [role=option], [role=tab], input, [tabindex='0'][data-owns-keys]") !== null;
  // The same for arrows: who clicks a camera to see it goes on by frames. With Ctrl they are nobody's but ours.
  if (event.ctrlKey || event.metaKey || isOnlyClicked(target)) return false;
  return target.closest("[data-owns-keys]") !== null && (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End");
}

/** While an input method composes, keys are its own: Enter takes a word and Escape gives it up, and no field, form or list hears of it. */
function keepFromComposing(event: KeyboardEvent): void {
  if (event.isComposing) event.stopPropagation();
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || belongsToTarget(event)) return;
  const action = actionFromKey(event, heldKey);
  holdKey(event);
  const handler = action === null ? undefined : handlers.get(action)?.at(-1);
  if (action === null || handler === undefined) return;
  event.preventDefault();
  if (!event.repeat || isRepeatable.has(action)) handler();
}

/** Says what to do for an action; the last one who said so is asked. Answers a function that takes it back. */
export function onKeyAction(action: KeyAction, handler: KeyHandler): () => void {
  if (handlers.size === 0) {
    window.addEventListener("keydown", keepFromComposing, true);
    window.addEventListener("keydown", handleKey);
    window.addEventListener("keyup", releaseKey);
    followFocus();
    window.addEventListener("blur", () => { heldKey = null; });
  }
  handlers.set(action, [...(handlers.get(action) ?? []), handler]);
  return () => handlers.set(action, (handlers.get(action) ?? []).filter((h) => h !== handler));
}

/** As if the key had been pressed: for buttons and menus. */
export function runKeyAction(action: KeyAction): void {
  handlers.get(action)?.at(-1)?.();
}

const pinListeners = new Set<() => void>();

/** Called when a person asks for a pin (Enter, or the wall's button): marks and active camera are in the view store. */
export function onPinRequest(listener: () => void): () => void {
  pinListeners.add(listener);
  return () => pinListeners.delete(listener);
}

export function requestPin(): void {
  for (const listener of [...pinListeners]) listener();
}
