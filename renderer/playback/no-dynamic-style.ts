// Tells video.js, before it is loaded, that the page has its own styles. Nothing else.

(window as unknown as Record<string, unknown>)["VIDEOJS_NO_DYNAMIC_STYLE"] = true;
