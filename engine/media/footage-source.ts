// A file as mediabunny reads it: opened for reading only, and never more of it than a sound file asks for. A header that lies
// about its lengths could otherwise make it take the memory of the whole machine, or read in circles without end.

import type { FileHandle } from "node:fs/promises";
import { CustomSource } from "mediabunny";
import { openFootage } from "./open-footage.ts";
import { noteRead } from "./read-progress.ts";

/** The index of a file of a day at 25 frames a second takes some 40 MB. */
const READ_MAX_BYTES = 256 * 1024 * 1024;
/** All that is read of a file: once over, parts of it again, and its index. */
const TOTAL_MAX_BYTES = READ_MAX_BYTES;
const TOTAL_MAX_TIMES = 3;

/** `read` throws where too much is asked for, and where the file has become shorter. */
export function footageSource(path: string): CustomSource {
  let file: FileHandle | null = null;
  let budgetBytes = TOTAL_MAX_BYTES;
  return new CustomSource({
    prefetchProfile: "fileSystem",
    getSize: async () => {
      file = await openFootage(path);
      const { size } = await file.stat();
      budgetBytes += TOTAL_MAX_TIMES * size;
      return size;
    },
    read: async (startAt, endAt) => {
      const wanted = endAt - startAt;
      budgetBytes -= wanted;
      if (wanted > READ_MAX_BYTES || budgetBytes < 0) throw new Error("asks for more than the file can hold");
      const bytes = new Uint8Array(wanted);
      for (let done = 0; done < wanted;) {
        const { bytesRead } = await file!.read(bytes, done, wanted - done, startAt + done);
        if (bytesRead === 0) throw new Error("shorter than it was");
        noteRead(bytesRead);
        done += bytesRead;
      }
      return bytes;
    },
    dispose: () => void file?.close().catch(() => undefined),
    handleUnhandledError: () => undefined,
  });
}
