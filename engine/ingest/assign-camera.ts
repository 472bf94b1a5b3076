// Which camera a file belongs to: a camera's own pattern first, then the camera that a person's pattern finds in the path,
// then the one named for this run, else a provisional camera for the recorder's folder and channel, flagged until named.

import { matchesGlob } from "node:path";
import type { CameraRow } from "../store/cameras.ts";
import type { NameTimes } from "./name-time.ts";

export interface AssignedCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly isProvisional: boolean;
}

/** Folders that a recorder makes inside its own folder: dates, hours, channels. They name no camera. */
const RECORDER_FOLDER = /^(\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{8}|\d{10}|\d{2}|\d{3}|dav|jpg|record|rtp|footage|\d{8}_\d{2}|\d{8}_\d{6}_[0-9A-F]{4}_[0-9A-F]{12})$/i;

/** A pattern matches the path below any of its folders: `shop/*` finds `disk/shop/a.mp4`. */
function matches(pattern: string, parts: readonly string[]): boolean {
  for (let from = 0; from < parts.length; from++) if (matchesGlob(parts.slice(from).join("/"), pattern)) return true;
  return false;
}

/** The nearest folder that a person named. */
function namedFolder(parts: readonly string[]): string | null {
  for (let i = parts.length - 2; i >= 0; i--) if (!RECORDER_FOLDER.test(parts[i]!)) return parts[i]!;
  return null;
}

/**
 * @param path whole path, `/` or `\` between folders
 * @param relativePath below the folder that was given; its own folders name a provisional camera before the ones above do
 */
export function assignCamera(path: string, relativePath: string, { channel, camera }: Pick<NameTimes, "channel" | "camera">, cameras: readonly CameraRow[], wantedCameraId: string | null): AssignedCamera {
  const parts = path.replaceAll("\\", "/").split("/").filter((part) => part !== "");
  const owner = cameras.find(({ match }) => match !== null && matches(match, parts));
  if (owner !== undefined) return { cameraId: owner.cameraId, name: owner.name, isProvisional: false };
  if (camera !== null) {
    const named = cameras.find((known) => known.cameraId === camera) ?? cameras.find((known) => known.name === camera);
    return { cameraId: named?.cameraId ?? camera.slice(0, 200), name: named?.name ?? camera, isProvisional: named?.provisional ?? true };
  }
  if (wantedCameraId !== null) return { cameraId: wantedCameraId, name: wantedCameraId, isProvisional: false };
  const folder = namedFolder(relativePath.split("/")) ?? namedFolder(parts) ?? "footage";
  const name = channel === null || channel === folder ? folder : `${folder} · ${channel}`;
  return { cameraId: `folder:${name}`.slice(0, 200), name, isProvisional: true };
}
