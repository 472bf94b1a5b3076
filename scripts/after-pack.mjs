// electron-builder calls this when a package's folder is complete. It takes out the app that an unpacked Electron shows
// when it has none of its own; a package has one, and ships nothing that it does not use.

import { rmSync } from "node:fs";
import { join } from "node:path";

export default function removeDefaultApp({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), "default_app.asar"), { force: true });
}
