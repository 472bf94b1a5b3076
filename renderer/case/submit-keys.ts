// Keys of the inline forms: Escape leaves, Ctrl+Enter keeps from anywhere in the form. Plain Enter in a one-line field
// is the browser's own submit. While an input method composes Chinese, Enter belongs to it.

import type { KeyboardEvent } from "react";

export function submitOnEnter(event: KeyboardEvent, save: () => void, leave: () => void): void {
  event.stopPropagation();
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Escape") leave();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
}
