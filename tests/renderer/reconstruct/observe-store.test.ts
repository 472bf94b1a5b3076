// What the key for an observation does where something is missing for it: it says what, and where that is made.

import { beforeEach, describe, expect, it } from "vitest";
import { useShell } from "../../../renderer/app/shell-store.ts";
import { startObservation, useObserve } from "../../../renderer/reconstruct/observe-store.ts";
import { useView } from "../../../renderer/state/view-store.ts";

beforeEach(() => {
  useShell.getState().close();
  useObserve.getState().close();
});

describe("an observation that is started", () => {
  it("without a case leads to a new one", () => {
    useView.setState({ caseId: null, tiles: ["gate"], activeTile: 0 });
    startObservation();
    expect(useObserve.getState()).toMatchObject({ draft: null, lacks: "case" });
    expect(useShell.getState().dialog).toEqual({ kind: "case", caseId: null });
  });

  it("without a camera on the active tile says so", () => {
    useView.setState({ caseId: 1, tiles: [null], activeTile: 0 });
    startObservation();
    expect(useObserve.getState()).toMatchObject({ draft: null, lacks: "camera" });
    expect(useShell.getState().dialog).toBeNull();
  });

  it("has a draft on that camera else", () => {
    useView.setState({ caseId: 1, tiles: ["gate"], activeTile: 0 });
    startObservation();
    expect(useObserve.getState()).toMatchObject({ draft: { cameraId: "gate", statementId: null }, lacks: null });
  });
});
