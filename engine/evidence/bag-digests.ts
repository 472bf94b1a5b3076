// The checksum algorithms a bag may use, and hashing one stream for all of them in a single pass.

import { createHash, getHashes, type Hash } from "node:crypto";

/** One read of a file. Large enough for disks, small enough that cancelling is felt at once. */
export const CHUNK_BYTES = 1024 * 1024;

/** Names as RFC 8493 §2.4 spells them (lowercase, no dashes) → hexadecimal digits of a digest. */
const HEX_DIGITS = {
  md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128, sm3: 64,
} as const satisfies Record<string, number>;

export type DigestAlgorithm = keyof typeof HEX_DIGITS;
export type Digests = Readonly<Partial<Record<DigestAlgorithm, string>>>;

/** The algorithm a manifest's file name speaks of (`sha256`, `SHA-256`), or null for one we do not know or do not have. */
export function algorithmFromName(name: string): DigestAlgorithm | null {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  if (!Object.hasOwn(HEX_DIGITS, plain)) return null;
  const algorithm = plain as DigestAlgorithm;
  return getHashes().some((known) => known.toLowerCase() === algorithm) ? algorithm : null;
}

export function isDigestText(text: string, algorithm: DigestAlgorithm): boolean {
  return text.length === HEX_DIGITS[algorithm] && /^[0-9a-fA-F]+$/.test(text);
}

/** Hashes as the bytes come; `digests()` ends it. */
export interface RunningDigests {
  update(chunk: Uint8Array): void;
  digests(): Digests;
}

export function startDigests(algorithms: Iterable<DigestAlgorithm>): RunningDigests {
  const hashes = new Map<DigestAlgorithm, Hash>();
  for (const algorithm of algorithms) hashes.set(algorithm, createHash(algorithm));
  return {
    update(chunk) {
      for (const hash of hashes.values()) hash.update(chunk);
    },
    digests() {
      const done: Partial<Record<DigestAlgorithm, string>> = {};
      for (const [algorithm, hash] of hashes) done[algorithm] = hash.digest("hex");
      return done;
    },
  };
}
