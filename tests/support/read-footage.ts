// Reads made footage as the engine does, and says what its frames show: for tests of containers.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sniff } from "../../engine/ingest/sniff.ts";
import type { Container } from "../../engine/media/containers.ts";
import { extractFrame } from "../../engine/media/frame.ts";
import { frameMediaTimes } from "../../engine/media/frame-index.ts";
import { makeProxy } from "../../engine/media/proxy.ts";
import { readContainer, type ContainerFacts } from "../../engine/media/read-container.ts";
import { readFrameNumbers, readJpegNumber } from "./numbered-footage.ts";

const folders: string[] = [];
const { signal } = new AbortController();

/** Writes bytes into a folder of their own; forgetFootage removes it. */
export async function footageOnDisk(name: string, bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "quayline-footage-"));
  folders.push(folder);
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

export async function forgetFootage(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
}

export interface ReadFootage {
  readonly path: string;
  readonly container: Container;
  readonly facts: ContainerFacts;
  /** Of every frame, ms after the first. */
  readonly timesMs: readonly number[];
}

/** Times of all frames, rounded to whole milliseconds. */
const timesOf = (facts: ContainerFacts): number[] => [...frameMediaTimes(facts.frameIndex, facts.timeBase, -1, Infinity, Infinity)].map(Math.round);

/** Reads footage; throws the code of the problem for which it gives none. */
export async function readFootage(bytes: Uint8Array, name = "footage.bin"): Promise<ReadFootage> {
  const sniffed = sniff(bytes.subarray(0, 65_536));
  if (sniffed.kind !== "footage") throw new Error(sniffed.what);
  const path = await footageOnDisk(name, bytes);
  const facts = await readContainer(path, sniffed.container, signal);
  if ("refused" in facts) throw new Error(facts.refused.code);
  return { path, container: sniffed.container, facts, timesMs: timesOf(facts) };
}

export const problemCodes = (facts: ContainerFacts): string[] => facts.problems.map((problem) => problem.code);

/** The number that the frame of a media time shows. */
export async function numberShownAt({ path, container, facts }: ReadFootage, mediaMs: number): Promise<number | undefined> {
  const { jpeg } = await extractFrame({ path, container, timeBase: facts.timeBase, frameIndex: facts.frameIndex, mediaMs, maxWidthPx: null, signal });
  return readJpegNumber(jpeg);
}

export interface ReadProxy {
  readonly numbers: readonly number[];
  readonly timesMs: readonly number[];
  readonly isTranscoded: boolean;
  readonly audioCodec: string | null;
  readonly command: string;
}

/** Makes a proxy and says what it shows when. */
export async function proxyOf({ path, container, facts }: ReadFootage): Promise<ReadProxy> {
  const outputPath = `${path}.proxy.mp4`;
  const { isTranscoded, command } = await makeProxy({
    inputPath: path, outputPath, container, videoCodec: facts.videoCodec, audioCodec: facts.audioCodec, timeBase: facts.timeBase, frameIndex: facts.frameIndex,
    durationMs: facts.durationMs, signal, onProgress: () => undefined,
  });
  const made = await readContainer(outputPath, "mp4", signal);
  if ("refused" in made) throw new Error(made.refused.code);
  return { numbers: await readFrameNumbers(outputPath), timesMs: timesOf(made), isTranscoded, audioCodec: made.audioCodec, command };
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
