// What is remembered of a file: asked once, by whoever comes first, and never spoilt for the others by one who gives up.

import { writeFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "../../../contract/errors.ts";
import { KnownOfFiles } from "../../../engine/media/known-of-files.ts";
import { footageOnDisk, forgetFootage } from "../../support/read-footage.ts";

afterEach(forgetFootage);

const { signal } = new AbortController();
const path = (): Promise<string> => footageOnDisk("a.flv", Buffer.from("a"));

/** A question that is answered when it is told to be, or ends with its signal. */
function question(ends: AbortSignal = signal) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<void>();
  let count = 0;
  ends.addEventListener("abort", () => reject(new AppError("cancelled")));
  const ask = (): Promise<string> => {
    count++;
    begun.resolve();
    return promise;
  };
  return { ask, answer: resolve, fail: reject, begun: begun.promise, count: () => count };
}

describe("what is known of a file", () => {
  it("is asked once, however many want it, and anew once the file has changed, or is read as another container", async () => {
    const file = await path();
    const known = new KnownOfFiles<string>(4);
    const first = question();
    const wanted = [known.of(file, "flv", signal, first.ask), known.of(file, "flv", signal, first.ask)];
    first.answer("one");
    expect(await Promise.all(wanted)).toEqual(["one", "one"]);
    expect(await known.of(file, "flv", signal, first.ask)).toBe("one");
    expect(first.count()).toBe(1);
    expect(await known.of(file, "avi", signal, async () => "as AVI")).toBe("as AVI");
    await writeFile(file, "longer");
    expect(await known.of(file, "flv", signal, async () => "two")).toBe("two");
  });

  it("is asked anew by who waited with one who gave up", async () => {
    const file = await path();
    const known = new KnownOfFiles<string>(4);
    const leaving = new AbortController();
    const theirs = question(leaving.signal);
    const ours = question();
    const left = known.of(file, "flv", leaving.signal, theirs.ask);
    await theirs.begun;
    const waiting = [known.of(file, "flv", signal, ours.ask), known.of(file, "flv", signal, ours.ask)];
    // They know the file by now, and wait.
    for (const each of waiting) each.catch(() => undefined);
    await known.of(file, "avi", signal, async () => "");
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: "cancelled" });
    ours.answer("known");
    expect(await Promise.all(waiting)).toEqual(["known", "known"]);
    expect(ours.count()).toBe(1);
    expect(await known.of(file, "flv", signal, async () => "not asked")).toBe("known");
  });

  it("is given up by who waits and leaves, too", async () => {
    const file = await path();
    const known = new KnownOfFiles<string>(4);
    const leaving = new AbortController();
    const theirs = question(leaving.signal);
    const wanted = [known.of(file, "flv", leaving.signal, theirs.ask), known.of(file, "flv", leaving.signal, theirs.ask)];
    await theirs.begun;
    leaving.abort();
    for (const each of await Promise.allSettled(wanted)) expect(each).toMatchObject({ status: "rejected", reason: { code: "cancelled" } });
  });

  it("is not known where asking failed: who waited hears why, who comes later asks again", async () => {
    const file = await path();
    const known = new KnownOfFiles<string>(4);
    const failing = question();
    const wanted = [known.of(file, "flv", signal, failing.ask), known.of(file, "flv", signal, failing.ask)];
    await failing.begun;
    failing.fail(new AppError("ffmpeg-failed", { detail: "" }));
    for (const each of await Promise.allSettled(wanted)) expect(each).toMatchObject({ status: "rejected", reason: { code: "ffmpeg-failed" } });
    expect(await known.of(file, "flv", signal, async () => "now")).toBe("now");
  });

  it("goes where others come, the oldest first", async () => {
    const files = [await path(), await path(), await path()];
    const known = new KnownOfFiles<string>(2);
    const asked: string[] = [];
    for (const file of [...files, files[2]!, files[1]!, files[0]!]) await known.of(file, "flv", signal, async () => String(asked.push(file)));
    expect(asked).toEqual([...files, files[0]]);
  });
});
