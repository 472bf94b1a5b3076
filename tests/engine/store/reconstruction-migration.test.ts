// A library from before exhibits could be retired and observations revised: its rows stay what they were.

import { expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { T0 } from "../../support/made-library.ts";
import { onOlderLibrary, versionWithout } from "../../support/older-library.ts";

it("a library of the version before keeps its exhibits and observations, which then can be corrected", async () => {
  await onOlderLibrary(versionWithout("exhibit_views"), (db) => {
    db.exec(`
      INSERT INTO cases (case_id, number, title, officers, created_ms) VALUES (1, '1', 't', '[]', 1);
      INSERT INTO exhibits (exhibit_id, case_id, name, count, created_ms) VALUES (1, 1, '虾皮', 5, 1);
      INSERT INTO observations (exhibit_id, at_ms, state, count, place, by_name, created_ms) VALUES (1, ${T0}, 'seen', 5, '后备厢', 'w', 1);
      INSERT INTO observations (exhibit_id, at_ms, state, count, camera_id, camera_ms, by_name, created_ms) VALUES (1, ${T0 + 5_000}, 'seen', 3, 'c1', ${T0 + 5_000}, 'w', 1);`);
  }, async (engine) => {
    const before = await engine.call("cases.read", { caseId: 1 });
    expect(before.exhibits).toMatchObject([{ exhibitId: 1, name: "虾皮", count: 5, kind: null, picture: null, retiredMs: null }]);
    expect(before.observations).toMatchObject([
      { observationId: 1, firstId: 1, revisesId: null, reason: null, count: 5, place: "后备厢", statementId: null, frame: null },
      { observationId: 2, firstId: 2, atMs: T0 + 5_000, cameraId: "c1", frame: null },
    ]);
    expect([before.statements, before.subjects, before.facts, before.story]).toEqual([[], [], [], []]);

    await engine.call("observations.revise", { observationId: 1, reason: "miscounted", atMs: asTrueMs(T0), state: "seen", count: 4, place: "后备厢" });
    const { observations } = await engine.call("cases.read", { caseId: 1 });
    expect(observations.map(({ observationId, firstId, reason, count }) => [observationId, firstId, reason, count])).toEqual([[2, 2, null, 3], [3, 1, "miscounted", 4]]);
  });
});
