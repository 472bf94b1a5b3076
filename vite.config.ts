// How the window is built: renderer/index.html into dist/renderer/, loaded from disk by Electron. The offline viewer
// is not built here (scripts/build-bundles.mjs), and there is no dev server: `npm start` builds in seconds.

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    sourcemap: false,
    // Every asset is a file: the window's content security policy has no data: for scripts and fonts.
    assetsInlineLimit: 0,
    // Chromium of the oldest Electron that the app runs in (33).
    target: "chrome130",
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
  },
});
