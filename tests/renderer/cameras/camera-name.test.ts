// What a camera is called in lists and sentences.

import { expect, it } from "vitest";
import { nameWithId } from "../../../renderer/cameras/camera-name.ts";

it("has its id behind its name, but where the name says it already", () => {
  expect(nameWithId({ cameraId: "c1", name: "gate", provisional: false })).toBe("gate · c1");
  expect(nameWithId({ cameraId: "c1", name: "c1", provisional: false })).toBe("c1");
  expect(nameWithId({ cameraId: "folder/ch1", name: "ch1", provisional: true })).toBe("ch1");
});
