// Whose turn it is: one after the other, the most wanted first; a second beside it only where a tile shows nothing.

import { expect, it } from "vitest";
import { ProxyTurns, SOON } from "../../../engine/media/proxy-turns.ts";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("gives turns by rank, as ranks are when one is free, and a second one only to what is wanted at once", async () => {
  const turns = new ProxyTurns();
  const ranks = new Map<string, number>();
  const inside = new Map<string, () => void>();
  const enter = (name: string, rank: number): void => {
    ranks.set(name, rank);
    void turns.enter(() => ranks.get(name)!, new AbortController().signal).then((leave) => inside.set(name, leave));
  };
  const leave = async (name: string): Promise<void> => {
    inside.get(name)!();
    inside.delete(name);
    await settled();
  };
  enter("far", SOON + 0.3);
  enter("near", SOON + 0.1);
  enter("nearer", SOON + 0.2);
  await settled();
  expect([...inside.keys()]).toEqual(["far"]);
  enter("urgent", 0.5);
  enter("urgent too", 0.4);
  await settled();
  expect([...inside.keys()]).toEqual(["far", "urgent"]);
  await leave("far");
  expect([...inside.keys()]).toEqual(["urgent", "urgent too"]);
  await leave("urgent");
  expect([...inside.keys()]).toEqual(["urgent too"]);
  ranks.set("nearer", 0);
  turns.reconsider();
  await settled();
  expect([...inside.keys()]).toEqual(["urgent too", "nearer"]);
  await leave("urgent too");
  await leave("nearer");
  expect([...inside.keys()]).toEqual(["near"]);
});

it("lets go of who gave up waiting, and takes a turn back once", async () => {
  const turns = new ProxyTurns();
  const leave = await turns.enter(() => SOON, new AbortController().signal);
  const abort = new AbortController();
  const waiting = turns.enter(() => SOON, abort.signal);
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
  leave();
  leave();
  const next = await turns.enter(() => SOON, new AbortController().signal);
  let isSecondIn = false;
  void turns.enter(() => SOON, new AbortController().signal).then(() => (isSecondIn = true));
  await settled();
  expect(isSecondIn).toBe(false);
  next();
  await settled();
  expect(isSecondIn).toBe(true);
});
