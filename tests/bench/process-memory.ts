// What a process holds of the machine's memory, as the Linux kernel counts it: all threads, native memory too.

import { readFileSync } from "node:fs";

export interface ProcessMemory {
  /** The most that it ever held at once, bytes. */
  readonly peakBytes: number;
  readonly nowBytes: number;
}

const field = (status: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? NaN) * 1024;

/** Null where the process has ended, or the system does not tell (other than Linux). */
export function memoryOf(pid: number): ProcessMemory | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const peakBytes = field(status, "VmHWM");
    return Number.isFinite(peakBytes) ? { peakBytes, nowBytes: field(status, "VmRSS") } : null;
  } catch {
    return null;
  }
}
