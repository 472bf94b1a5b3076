// video.js as this app uses it: no styles written into the page, no lines on the console; what goes wrong is told in the
// tile. The flag must be set before the library loads, so this is the only file that imports it.

import "./no-dynamic-style.ts";
import videojs from "video.js";

videojs.log.level("off");

export { videojs };
export type VideoJsPlayer = ReturnType<typeof videojs>;
