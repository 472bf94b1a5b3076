// Plays the parts of one pin, one after the other, and says at every moment what the true time is and how sure that is.

import type { BundleCase, BundlePin, BundlePinSource } from "../../contract/bundle.ts";
import { displayTime, doubledSecondsText } from "../../contract/time-text.ts";
import { button, element, hrefFromPath } from "./element.ts";
import type { Words } from "./words.ts";

const RATES = [0.25, 0.5, 1, 2, 4, 8];

export interface PinPlayer {
  readonly root: HTMLElement;
  toggle(): void;
  stop(): void;
}

/** True time of a position in what is played; the two ends are known, between them it is a straight line. */
function trueMsAt(source: BundlePinSource, playedMs: number): number {
  const { playableStartMs, playableEndMs } = source;
  if (playableStartMs === null || playableEndMs === null || playableEndMs <= playableStartMs) return source.startMs;
  return source.startMs + ((playedMs - playableStartMs) * (source.endMs - source.startMs)) / (playableEndMs - playableStartMs);
}

export function makePinPlayer(facts: BundleCase, pin: BundlePin, words: Words): PinPlayer {
  const { say } = words;
  const video = element("video", { playsinline: true, preload: "auto", "data-testid": "viewer-video" });
  video.muted = true;
  const clock = element("div", { class: "clock", "data-testid": "viewer-clock" });
  const status = element("p", { class: "status", role: "status" });
  const partLabel = element("span", { class: "quiet" });
  const rateLabel = element("span", { class: "rate" }, "1×");
  const playable = pin.sources.filter((source) => source.playablePath !== null);
  let at = 0;
  let rate = 1;
  const current = (): BundlePinSource | undefined => playable[at];

  const showClock = (): void => {
    const source = current();
    const trueMs = source === undefined ? pin.startMs : trueMsAt(source, video.currentTime * 1000);
    clock.replaceChildren(
      displayTime(Math.round(trueMs), facts.timezone),
      element("span", { class: pin.uncertaintyMs === null ? "warn" : "quiet" }, pin.uncertaintyMs === null ? say("uncorrected") : doubledSecondsText(pin.uncertaintyMs)),
    );
  };

  const openPart = (next: number, isPlaying: boolean): void => {
    at = next;
    const source = current();
    partLabel.textContent = playable.length > 1 ? say("part", { n: at + 1, of: playable.length }) : "";
    if (source?.playablePath == null) {
      status.textContent = say("noVideo");
      return;
    }
    status.textContent = "";
    const href = hrefFromPath(source.playablePath);
    const start = (): void => {
      video.currentTime = (source.playableStartMs ?? 0) / 1000;
      video.playbackRate = rate;
      if (isPlaying) void video.play();
    };
    if (video.getAttribute("src") === href) return start();
    video.src = href;
    video.addEventListener("loadedmetadata", () => {
      if (video.videoWidth === 0) status.textContent = say("cannotPlay", { path: source.playablePath ?? "" });
      start();
    }, { once: true });
  };

  const watchEnd = (): void => {
    showClock();
    const source = current();
    const isOver = source?.playableEndMs != null && video.currentTime * 1000 >= source.playableEndMs;
    if (!isOver || video.paused) return;
    if (at + 1 < playable.length) openPart(at + 1, true);
    else video.pause();
  };
  video.addEventListener("timeupdate", watchEnd);
  video.addEventListener("seeked", showClock);
  video.addEventListener("error", () => {
    const path = current()?.playablePath ?? "";
    status.textContent = video.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED && video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE
      ? say("missing", { path }) : say("cannotPlay", { path });
  });

  const toggle = (): void => {
    const source = current();
    if (!video.paused) return video.pause();
    const isAtEnd = source?.playableEndMs != null && video.currentTime * 1000 >= source.playableEndMs - 1;
    if (isAtEnd) openPart(0, true);
    else void video.play();
  };
  const step = (direction: number): void => {
    video.pause();
    const file = facts.files.find((f) => f.path === current()?.playablePath);
    video.currentTime = Math.max(0, video.currentTime + direction / (file?.framesPerSecond ?? 25));
  };
  const changeRate = (direction: number): void => {
    rate = RATES[Math.min(RATES.length - 1, Math.max(0, RATES.indexOf(rate) + direction))] ?? 1;
    video.playbackRate = rate;
    rateLabel.textContent = `${rate}×`;
  };

  const playButton = button(say("play"), toggle, { class: "primary", "data-testid": "viewer-play" });
  for (const event of ["play", "pause"] as const) video.addEventListener(event, () => (playButton.textContent = say(video.paused ? "play" : "pause")));
  const controls = element("div", { class: "controls" },
    playButton, button(say("fromStart"), () => openPart(0, !video.paused)), button("−1", () => step(-1), { title: say("frameBack") }), button("+1", () => step(1), { title: say("frameForward") }),
    button("½×", () => changeRate(-1), { title: say("slower") }), rateLabel, button("2×", () => changeRate(1), { title: say("faster") }), partLabel);
  const source = facts.files.find((file) => file.path === playable[0]?.playablePath);
  const note = source?.role === "playable-copy"
    ? element("p", { class: "quiet" }, say("copyNote", { how: say(source.derivation?.isTranscoded === true ? "reencoded" : "unchanged") })) : null;
  openPart(0, false);
  showClock();
  return { root: element("div", { class: "player" }, clock, video, controls, status, note), toggle, stop: () => video.pause() };
}
