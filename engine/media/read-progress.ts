// How much this thread has read of the files it is at: the sign by which a slow disk is told from one that does not answer.

let units = 0;

/** Notes that something came: bytes of a file, or of what a tool says of it. */
export function noteRead(bytes: number): void {
  units += bytes;
}

/** Grows whenever something came. */
export const readSoFar = (): number => units;
