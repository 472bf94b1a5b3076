// What a person set on this computer and expects to find again: the theme. Kept in localStorage, never in the library.
// The language is kept by i18n.ts, the layout by app/layout.tsx.

import { create } from "zustand";

export type Theme = "dark" | "light";

const STORAGE_KEY = "quayline.theme";

interface SettingsState {
  readonly theme: Theme;
  setTheme(theme: Theme): void;
}

function storedTheme(): Theme {
  return localStorage.getItem(STORAGE_KEY) === "light" ? "light" : "dark";
}

export const useSettings = create<SettingsState>((set) => ({
  theme: "dark",
  setTheme: (theme) => {
    localStorage.setItem(STORAGE_KEY, theme);
    document.documentElement.dataset["theme"] = theme;
    set({ theme });
  },
}));

/** Before the first paint, so that nothing flashes in the wrong colours. */
export function startTheme(): void {
  const theme = storedTheme();
  document.documentElement.dataset["theme"] = theme;
  useSettings.setState({ theme });
}
