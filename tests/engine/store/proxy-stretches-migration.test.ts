// A library from before copies were made in stretches: its whole copies are copies still, and stretches can be made beside them.

import { expect, it } from "vitest";
import { OLD_FILE_ID, onOlderLibrary, versionWithout } from "../../support/older-library.ts";

it("a library of the version before keeps its copies", async () => {
  await onOlderLibrary(versionWithout("proxy_stretches"), (db) => {
    db.prepare("INSERT INTO derived (file_id, kind, name, size_bytes, source_size_bytes, source_mtime_ms, command, tool, made_ms) VALUES (?, 'proxy', '1.mp4', 10, 1000, 5, 'c', 't', 1)").run(OLD_FILE_ID);
  }, async (engine) => {
    expect(await engine.call("files.rows", { fileIds: [OLD_FILE_ID] })).toMatchObject([{ proxy: "ready" }]);
    await expect(engine.resolveMedia("stretch", 1)).rejects.toMatchObject({ code: "file-unknown" });
  });
});
