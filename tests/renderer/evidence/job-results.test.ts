// What export and verify jobs bring home, also from older jobs in the history.

import { describe, expect, it } from "vitest";
import { exportResultFrom, groupedHash, indexPageOf, verifyResultFrom } from "../../../renderer/evidence/job-results.ts";

describe("results of evidence jobs", () => {
  it("reads an export", () => {
    expect(exportResultFrom({ bundle: "/x/b", files: 3, bytes: 9, tagmanifestSha256: "ab", elapsedMs: 1, problems: [] })).toMatchObject({ bundle: "/x/b", files: 3, tagmanifestSha256: "ab" });
  });

  it("reads a verification and keeps every failed file with its code", () => {
    const result = verifyResultFrom({ ok: false, files: 2, failed: [{ path: "data/a", code: "checksum-mismatch", line: 3 }], extra: ["x"], custody: { ok: true, entries: 4, head: null } });
    expect(result).toMatchObject({ ok: false, failed: [{ path: "data/a", code: "checksum-mismatch" }], extra: ["x"], custody: { ok: true, entries: 4 }, signature: null, warnings: [] });
  });

  it("answers null for what is no such result, rather than a verdict that nobody gave", () => {
    expect(verifyResultFrom({ files: 3 })).toBeNull();
    expect(verifyResultFrom(null)).toBeNull();
    expect(exportResultFrom({ bundle: "/x" })).toBeNull();
  });

  it("groups a fingerprint by four for reading out, losing nothing", () => {
    expect(groupedHash("9f86d0818")).toBe("9f86 d081 8");
  });

  it("opens the page inside a folder, and a zip as it is", () => {
    expect(indexPageOf("/x/bundle")).toBe("/x/bundle/index.html");
    expect(indexPageOf("D:\\x\\bundle\\")).toBe("D:\\x\\bundle\\index.html");
    expect(indexPageOf("/x/bundle.zip")).toBe("/x/bundle.zip");
  });
});
