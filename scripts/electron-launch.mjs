// How the app's window is started from a checkout: which switches and which environment. Used by `npm start`, the
// screenshots and (through environment variables) the end-to-end tests, so that all three run the same thing.

import { whyNoSandbox } from "./display.mjs";

/** The switches to put before the app's folder, and the sentences to say about them. */
export function electronArguments(electron) {
  const notice = whyNoSandbox(electron.electronDist);
  return {
    // Chromium's own log is about buses and GPUs that a machine may lack; what matters reaches the app.
    switches: ["--log-level=3", ...(notice ? ["--no-sandbox"] : [])],
    notices: notice ? [notice] : [],
  };
}

/** The environment to start Electron with. `QUAYLINE_ENGINE_NODE` is set where its own Node is too old for the engine. */
export function electronEnvironment(electron, env = process.env) {
  const result = { ...env, ELECTRON_OVERRIDE_DIST_PATH: electron.electronDist };
  delete result.ELECTRON_RUN_AS_NODE; // A terminal inside of an Electron-based editor may have it set.
  if (electron.engineNode) result.QUAYLINE_ENGINE_NODE = electron.engineNode;
  return result;
}
