// What a camera is called where others may have its name. Pure.

import type { Camera } from "../../contract/model.ts";

/** Its name with its id; the name alone where that is the id, or says the folder that a provisional id is made of. */
export const nameWithId = ({ cameraId, name, provisional }: Pick<Camera, "cameraId" | "name" | "provisional">): string =>
  (provisional || name === cameraId ? name : `${name} · ${cameraId}`);
