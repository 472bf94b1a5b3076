// Keys of the inline forms: Escape leaves, Ctrl+Enter keeps from anywhere in the form. Plain Enter in a one-line field
// is the browser's own submit. Keys of an input method that composes do not come here (state/keys.ts).

import type { KeyboardEvent } from "react";

export function submitOnEnter(event: KeyboardEvent, save: () => void, leave: () => void): void {
  event.stopPropagation();
  if (event.key === "Escape") leave();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
}
