// Prints what a benchmark measured: the machine, tables of medians with their spread and ratios, and which targets are met.
// It judges nothing else: a benchmark that missed a target ends with 0 as one that met all; only one that could not measure fails.

import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { left, right, textTable } from "../../cli/text-table.ts";
import { median, pairedRatio, percentile, spread, type Series } from "./series.ts";

export interface Target {
  /** What is promised, as a clause: `first pass of mp4 files on a warm disk`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Exactly one of the two. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Why it was not met, or why it says little here, where that is known. */
  readonly note?: string;
}

/** Three digits that count, never an exponent: `0.0412`, `3.81`, `1230`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 100 || size === 0) return String(Math.round(value));
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(size))));
}

export function isMet({ value, atLeast, atMost }: Target): boolean {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

/** Processor, cores, memory, load and the versions that the figures depend on. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const load = loadavg()[0]!;
  return `${model}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, load ${load.toFixed(1)} · ${process.platform} · Node ${process.versions.node} · ${ffmpegLine()} · ${new Date().toISOString()}`;
}

function ffmpegLine(): string {
  try {
    return /^ffmpeg version \S+/.exec(execFileSync(process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg", ["-version"], { encoding: "utf8" }))?.[0] ?? "ffmpeg";
  } catch {
    return "no ffmpeg";
  }
}

export class BenchReport {
  readonly #targets: Target[] = [];

  /** Prints the title and the machine. */
  constructor(name: string) {
    console.log(`${name}\n${machineLine()}`);
  }

  section(title: string): void {
    console.log(`\n${title}`);
  }

  line(text: string): void {
    console.log(`  ${text}`);
  }

  /**
   * A row a series: median, lowest and highest, and how many times the base it is. `base` is one of the series, measured in
   * the same rounds; null leaves that column out.
   */
  rounds(unit: string, series: readonly Series[], base: Series | null): void {
    const columns = [left(""), right(`median ${unit}`), right("lowest"), right("highest"), ...(base === null ? [] : [right(`times ${base.name}`)])];
    this.#print(columns, series.map((row) => {
      const [low, high] = spread(row.values);
      return [row.name, figure(median(row.values)), figure(low), figure(high), ...(base === null ? [] : [figure(pairedRatio(row, base))])];
    }));
  }

  /** A row a series of many single events: median, 95th percentile, highest, count. */
  events(unit: string, series: readonly Series[]): void {
    this.#print([left(""), right(`median ${unit}`), right("p95"), right("highest"), right("count")], series.map(({ name, values }) =>
      [name, figure(median(values)), figure(percentile(values, 0.95)), figure(spread(values)[1]), String(values.length)]));
  }

  /** Any other table. The first column is text, the others are figures or text, to the right. */
  table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    this.#print(titles.map((title, i) => (i === 0 ? left(title) : right(title))), rows.map((row) => row.map((cell) => (typeof cell === "number" ? figure(cell) : cell))));
  }

  target(target: Target): void {
    this.#targets.push(target);
  }

  /** Prints all targets and which are met. */
  finish(): void {
    this.section("Targets");
    if (this.#targets.length === 0) return this.line("none");
    this.#print([left(""), right("wanted"), right("measured"), left("")], this.#targets.map((target) => [
      target.name, target.atLeast === undefined ? `≤ ${target.atMost} ${target.unit}` : `≥ ${target.atLeast} ${target.unit}`,
      `${figure(target.value)} ${target.unit}`, `${isMet(target) ? "met" : "NOT MET"}${target.note === undefined ? "" : `: ${target.note}`}`,
    ]));
  }

  #print(columns: Parameters<typeof textTable>[0], rows: readonly (readonly string[])[]): void {
    for (const line of textTable(columns, rows)) console.log(`  ${line}`);
  }
}

/** Runs a benchmark: 0 whatever the figures are, 1 and the reason where it could not measure. */
export async function runBench(name: string, measure: (report: BenchReport) => Promise<void>): Promise<void> {
  try {
    const report = new BenchReport(name);
    await measure(report);
    report.finish();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}
