// The line of progress that a terminal shows, and nothing of it where stderr is no terminal.

import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { progressText } from "../../cli/progress.ts";
import { Sentences } from "../../cli/sentences.ts";
import { Terminal } from "../../cli/terminal.ts";

const en = new Sentences("en");

describe("the line of progress", () => {
  it("tells files, bytes and the time that is left", () => {
    const progress = { ...NO_PROGRESS, step: "hashing", filesDone: 12, filesTotal: 48, bytesDone: 1.2e9, bytesTotal: 4.8e9, item: "ch01.mp4" };
    expect(progressText({ progress, startedMs: 0 }, 60_000, en)).toBe("fingerprinting · 12 / 48 files · 1.2 GB / 4.8 GB · 25 % · 3:00 left · ch01.mp4");
  });

  it("says nothing of what is not known yet", () => {
    expect(progressText({ progress: { ...NO_PROGRESS, step: "walking", filesDone: 7 }, startedMs: 0 }, 1000, en)).toBe("finding files · 7 files");
  });

  it("lets no file name steer the terminal", () => {
    expect(progressText({ progress: { ...NO_PROGRESS, step: "reading", item: "a\u001b[2Jb" }, startedMs: 0 }, 0, en)).toBe("reading · a\\u001b[2Jb");
  });
});

function terminalWith(isTTY: boolean): { terminal: Terminal; shown: () => string } {
  let text = "";
  const sink = (): Writable => new Writable({ write: (chunk: Buffer, _encoding, done) => { text += chunk.toString(); done(); } });
  const stderr = Object.assign(sink(), { isTTY, columns: 40 });
  return { terminal: new Terminal({ stdin: new PassThrough(), stdout: sink(), stderr }), shown: () => text };
}

describe("a terminal", () => {
  it("overwrites its line, cut to its width, and clears it before the answer", async () => {
    const { terminal, shown } = terminalWith(true);
    terminal.progress("x".repeat(100));
    await terminal.document("answer");
    expect(shown()).toBe(`\r\u001b[2K${"x".repeat(38)}…\r\u001b[2Kanswer\n`);
  });

  it("shows no progress where stderr goes into a file", async () => {
    const { terminal, shown } = terminalWith(false);
    terminal.progress("working");
    terminal.note("a word");
    await terminal.document("answer");
    expect(shown()).toBe("a word\nanswer\n");
  });
});
