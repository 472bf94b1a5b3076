// A library from before a fact could say which camera, exhibit and person it is about: its facts stay what they were, and what
// was done to them then can still be undone.

import { expect, it } from "vitest";
import { T0 } from "../../support/made-library.ts";
import { onOlderLibrary, versionBefore } from "../../support/older-library.ts";

it("a library of the version before keeps its facts, and undoes what was done to them then", async () => {
  const texts = { kind: "fact", text: "付款 38 元", fromMs: T0, toMs: null, uncertaintyMs: 500, timeText: null, place: null, source: "微信支付" };
  await onOlderLibrary(versionBefore("ALTER TABLE facts ADD COLUMN camera_id"), (db) => {
    db.exec(`
      INSERT INTO cases (case_id, number, title, officers, created_ms) VALUES (1, '1', 't', '[]', 1);
      INSERT INTO facts (fact_id, case_id, kind, text, from_ms, uncertainty_ms, source, by_name, created_ms) VALUES (1, 1, 'fact', '付款 83 元', ${T0}, 500, '微信支付', 'w', 1);`);
    const changed = { ...texts, text: "付款 83 元" };
    db.prepare("INSERT INTO changes (case_id, kind, title, touches, undo, redo, seq, by_name, at_ms) VALUES (1, 'fact-changed', 't', '[\"fact:1\"]', ?, ?, 1, 'w', 1)")
      .run(JSON.stringify([["facts.update", { factId: 1, fact: texts, expected: changed }]]), JSON.stringify([["facts.update", { factId: 1, fact: changed, expected: texts }]]));
  }, async (engine) => {
    const read = async () => (await engine.call("cases.read", { caseId: 1 })).facts;
    expect(await read()).toMatchObject([{ factId: 1, text: "付款 83 元", source: "微信支付", cameraId: null, exhibitId: null, subjectId: null }]);
    await engine.call("changes.undo", { caseId: 1 });
    expect(await read()).toMatchObject([{ text: "付款 38 元" }]);
    await engine.call("facts.update", { ...texts, kind: "fact", fromMs: null, factId: 1, cameraId: "c1" });
    expect(await read()).toMatchObject([{ cameraId: "c1" }]);
  });
});
