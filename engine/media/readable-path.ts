// A path that text-only programs can open. Names whose bytes are no UTF-8 cannot be passed to a child process as they are, so
// such a file is reached through a link with a plain name; the original is neither copied nor touched.

import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with a path that opens the file; the link, where one was needed, is gone afterwards. */
export async function withReadablePath<T>(pathBytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const bytes = Buffer.from(pathBytes);
  const text = bytes.toString("utf8");
  if (Buffer.from(text, "utf8").equals(bytes)) return work(text);
  const folder = await mkdtemp(join(tmpdir(), "quayline-link-"));
  const link = join(folder, "footage");
  try {
    await symlink(bytes, link);
    return await work(link);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
