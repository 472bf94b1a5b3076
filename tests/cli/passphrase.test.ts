// A passphrase comes from the environment or from the keyboard without echo, and is checked before any work begins.

import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { CommandContext } from "../../cli/command-context.ts";
import { passphraseToLock, passphraseToOpen } from "../../cli/passphrase.ts";
import { Sentences } from "../../cli/sentences.ts";
import { Terminal } from "../../cli/terminal.ts";

function keyboard(isTTY: boolean, env: Readonly<Record<string, string>> = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  let shown = "";
  const stderr = new Writable({ write: (chunk: Buffer, _encoding, done) => { shown += chunk.toString(); done(); } });
  const context = new CommandContext({
    sentences: new Sentences("en"), terminal: new Terminal({ stdin, stdout: stderr, stderr }), signal: new AbortController().signal,
    env, cwd: "/", libraryPath: "/none", actor: { name: "x", unit: null, number: null },
  });
  return { context, stdin, shown: () => shown };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a passphrase to lock with", () => {
  it("is typed twice and never shown", async () => {
    const { context, stdin, shown } = keyboard(true);
    const locked = passphraseToLock(context);
    stdin.write("秘密の合言葉12x\u007f\r");
    await nextTurn();
    await nextTurn();
    stdin.write("秘密の合言葉12\n");
    expect(await locked).toBe("秘密の合言葉12");
    expect(shown()).not.toContain("秘密");
  });

  it("is refused where the two differ", async () => {
    const { context, stdin } = keyboard(true);
    const locked = passphraseToLock(context);
    stdin.write("first passphrase\r");
    await nextTurn();
    await nextTurn();
    stdin.write("other passphrase\r");
    await expect(locked).rejects.toMatchObject({ code: "passphrase-differs" });
  });

  it("is refused where it is short, and where there is nobody to ask", async () => {
    await expect(passphraseToLock(keyboard(false, { QUAYLINE_PASSPHRASE: "short" }).context)).rejects.toMatchObject({ code: "passphrase-short" });
    await expect(passphraseToLock(keyboard(false).context)).rejects.toMatchObject({ code: "passphrase-needed" });
  });

  it("is taken from the environment without asking", async () => {
    const { context, shown } = keyboard(true, { QUAYLINE_PASSPHRASE: "long enough" });
    expect(await passphraseToLock(context)).toBe("long enough");
    expect(shown()).toBe("");
  });

  it("is given up with Ctrl-C", async () => {
    const { context, stdin } = keyboard(true);
    const locked = passphraseToLock(context);
    stdin.write("half\u0003");
    await expect(locked).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("a passphrase to open with", () => {
  it("is null where nobody can be asked", async () => {
    expect(await passphraseToOpen(keyboard(false).context, true)).toBeNull();
    expect(await passphraseToOpen(keyboard(true).context, false)).toBeNull();
  });
});
