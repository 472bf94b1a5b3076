// The app makes no network call, ever: requests to anything but our own schemes are cancelled, names resolve to
// nothing, and the things that Chromium does by itself are switched off. What was refused is written to the log.

import type { App, Session, WebContents } from "electron";
import type { LineLog } from "./line-log.ts";
import { isOwnAddress } from "./own-address.ts";

/** Chromium's own errands, by switch. See chromium's headless and test launchers for their meaning. */
const SWITCHES = [
  "disable-background-networking",
  "disable-component-update",
  "disable-domain-reliability",
  "disable-sync",
  "disable-breakpad",
  "dns-prefetch-disable",
  "metrics-recording-only",
  "no-pings",
  "no-first-run",
] as const;

const FEATURES_OFF = [
  "AutofillServerCommunication", "CertificateTransparencyComponentUpdater", "DialMediaRouteProvider", "MediaRouter",
  "NetworkTimeServiceQuerying", "OptimizationHints", "SegmentationPlatform", "SpellcheckService", "Translate",
] as const;

/** Before the app is ready. Switches that the app was started with are kept. */
export function silenceChromium(app: App): void {
  for (const name of SWITCHES) app.commandLine.appendSwitch(name);
  const off = [app.commandLine.getSwitchValue("disable-features"), ...FEATURES_OFF].filter((name) => name !== "");
  app.commandLine.appendSwitch("disable-features", off.join(","));
  // Even a request that found a way around the session has nowhere to go.
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
}

export function refuseNetwork(session: Session, isDevelopment: boolean, log: LineLog): void {
  let refusedCount = 0;
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isOwnAddress(url, isDevelopment);
    if (cancel) log.line(`refused request ${++refusedCount}: ${url.slice(0, 500)}`);
    answer({ cancel });
  });
  // Dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false);
}

/** WebRTC asks the system's interfaces and servers past the session's requests. */
export function refusePeers(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
}
