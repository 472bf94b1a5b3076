// What the cameras, exhibits and people of a bundle are called: the report and the bundle's page say the same. No sentences: those
// are in the locales.

import type { BundleCase } from "./bundle.ts";

/** `Gate (SJM-02)`; the id alone where the bundle has no other name for it. */
export function cameraWithId(cameras: BundleCase["cameras"], cameraId: string): string {
  const name = cameras.find((camera) => camera.cameraId === cameraId)?.name;
  return name === undefined || name === cameraId ? cameraId : `${name} (${cameraId})`;
}

/** Camera, exhibit, person or vehicle, as far as the fact names them. A name that the bundle does not hold is told by its id. */
export function factAbout({ cameras, exhibits, subjects }: Pick<BundleCase, "cameras" | "exhibits" | "subjects">, one: BundleCase["facts"][number]): readonly string[] {
  const exhibit = exhibits.find(({ exhibitId }) => exhibitId === one.exhibitId);
  const subject = subjects.find(({ subjectId }) => subjectId === one.subjectId);
  return [
    one.cameraId === null ? null : cameraWithId(cameras, one.cameraId),
    one.exhibitId === null ? null : (exhibit?.name ?? String(one.exhibitId)),
    one.subjectId === null ? null : (subject === undefined ? String(one.subjectId) : subject.plate === null || subject.plate === subject.label ? subject.label : `${subject.label} (${subject.plate})`),
  ].filter((part) => part !== null);
}
