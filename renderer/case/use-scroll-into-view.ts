// Brings a form that has just opened into view as a whole, so that what keeps it is not below the edge.

import { useEffect, useRef, type RefObject } from "react";

export function useScrollIntoView<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    // Braces: newer Chromium answers a promise here, which React would take for the effect's undoing.
    ref.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return ref;
}
