// A thread that does what it is told, the worst too: for tests of the pool that watches it.

import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { serveRequests } from "../../engine/worker-port.ts";

export type Order = "answer" | "spin" | "eat-memory" | "hang" | "crawl" | "refuse" | "child-then-spin";

let progress = 0;
let tellChild: (childPid: number, isRunning: boolean) => void = () => undefined;

const ORDERS: Readonly<Record<Order, (signal: AbortSignal, report: (amount: number) => void) => Promise<string>>> = {
  answer: () => Promise.resolve("answer"),
  spin: () => {
    for (;;) progress += 0;
  },
  "eat-memory": () => {
    const eaten: number[][] = [];
    for (;;) eaten.push(new Array<number>(4_000_000).fill(eaten.length));
  },
  hang: (signal) => setTimeout(3_600_000, "hang", { signal }),
  crawl: async (signal) => {
    for (let i = 0; i < 12; i++) {
      await setTimeout(300, null, { signal });
      progress++;
    }
    return "crawl";
  },
  refuse: () => Promise.reject(new Error("no")),
  "child-then-spin": (_, report) => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    report(child.pid!);
    tellChild(child.pid!, true);
    for (;;) progress += 0;
  },
};

serveRequests<Order, string>((order, signal, report) => ORDERS[order](signal, report), { progress: () => progress, watchChildren: (told) => (tellChild = told) });
