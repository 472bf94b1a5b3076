// Cameras by site, in the order people expect: sites by name, those without a site last, cameras by id with numbers in
// them counted. Also what part of its time a camera covers. No React.

import type { Camera } from "../../contract/model.ts";

export interface CameraGroup {
  /** Null for cameras that nobody has given a site. */
  readonly site: string | null;
  readonly cameras: readonly Camera[];
}

const natural = new Intl.Collator("zh-CN", { numeric: true });

/** Groups the cameras whose name, id or site contains the words looked for. */
export function camerasBySite(cameras: readonly Camera[], lookedFor = ""): readonly CameraGroup[] {
  const needle = lookedFor.trim().toLocaleLowerCase();
  const groups = new Map<string | null, Camera[]>();
  for (const camera of cameras) {
    const text = `${camera.cameraId} ${camera.name} ${camera.site ?? ""}`.toLocaleLowerCase();
    if (needle !== "" && !text.includes(needle)) continue;
    const site = camera.site === null || camera.site.trim() === "" ? null : camera.site.trim();
    const group = groups.get(site);
    if (group === undefined) groups.set(site, [camera]);
    else group.push(camera);
  }
  return [...groups]
    .sort(([a], [b]) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : natural.compare(a, b)))
    .map(([site, members]) => ({ site, cameras: members.sort((a, b) => natural.compare(a.cameraId, b.cameraId)) }));
}

/** How much of the time between its first and last footage a camera really covers, 0–1; null without footage. */
export function coveredShare(camera: Pick<Camera, "coverage" | "coveredMs">): number | null {
  if (camera.coverage === null) return null;
  const spanMs = camera.coverage.endMs - camera.coverage.startMs;
  return spanMs <= 0 ? null : Math.min(1, Math.max(0, camera.coveredMs / spanMs));
}

/** `98 %`. A hole is never rounded away to 100, nor a little footage to 0. */
export function percentText(share: number): string {
  const percent = Math.round(share * 100);
  const honest = share < 1 && percent === 100 ? 99 : share > 0 && percent === 0 ? 1 : percent;
  return `${honest} %`;
}
