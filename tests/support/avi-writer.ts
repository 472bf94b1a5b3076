// AVI files as old recorders and DivX-era tools write them, which ffmpeg's own writer never does: chunks without a byte for frames that were
// dropped, and MPEG-4 whose B-frames lie packed in the chunk of the frame before. Written from Microsoft's "AVI RIFF File Reference".

export interface AviOptions {
  readonly fourcc: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
}

const text = (value: string): Buffer => Buffer.from(value, "latin1");
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const short = (value: number): Buffer => number(value).subarray(0, 2);
const chunk = (id: string, body: Buffer): Buffer => Buffer.concat([text(id), number(body.length), body, Buffer.alloc(body.length % 2)]);
const list = (kind: string, parts: readonly Buffer[]): Buffer => chunk("LIST", Buffer.concat([text(kind), ...parts]));

/** One chunk a frame, in order; an empty one repeats the frame before. */
export function aviFile(chunks: readonly { readonly bytes: Buffer; readonly isKey: boolean }[], { fourcc, widthPx, heightPx, framesPerSecond }: AviOptions): Buffer {
  const head = chunk("avih", Buffer.concat([
    number(Math.round(1e6 / framesPerSecond)), number(0), number(0), number(0x10), number(chunks.length), number(0), number(1), number(1 << 20), number(widthPx), number(heightPx), Buffer.alloc(16),
  ]));
  const stream = chunk("strh", Buffer.concat([
    text("vids"), text(fourcc), number(0), number(0), number(0), number(1), number(framesPerSecond), number(0), number(chunks.length), number(1 << 20), number(0xffffffff), number(0), short(0), short(0), short(widthPx), short(heightPx),
  ]));
  const format = chunk("strf", Buffer.concat([number(40), number(widthPx), number(heightPx), short(1), short(24), text(fourcc), number(widthPx * heightPx * 3), Buffer.alloc(16)]));
  let at = 4;
  const index: Buffer[] = [];
  const movie = chunks.map(({ bytes, isKey }) => {
    index.push(Buffer.concat([text("00dc"), number(isKey ? 0x10 : 0), number(at), number(bytes.length)]));
    const written = chunk("00dc", bytes);
    at += written.length;
    return written;
  });
  const body = Buffer.concat([text("AVI "), list("hdrl", [head, list("strl", [stream, format])]), list("movi", movie), chunk("idx1", Buffer.concat(index))]);
  return Buffer.concat([text("RIFF"), number(body.length), body]);
}

const VOP = Buffer.from([0, 0, 1, 0xb6]);
const I_VOP = 0;
const B_VOP = 2;
/** What stands for a B-frame that lies in the chunk before: a P-frame of which nothing is coded. */
const NOTHING_CODED = Buffer.from([0, 0, 1, 0xb6, 0x5f, 0xff]);
/** "p" for packed; ISO/IEC 14496-2, 6.2.2.1: user data. */
const PACKED_MARK = Buffer.concat([Buffer.from([0, 0, 1, 0xb2]), text("DivX503b1393p")]);

/** A raw MPEG-4 stream with B-frames as chunks, each B-frame packed with the frame before it. */
export function packedChunks(stream: Buffer): { readonly bytes: Buffer; readonly isKey: boolean }[] {
  const starts: number[] = [];
  for (let at = stream.indexOf(VOP); at >= 0; at = stream.indexOf(VOP, at + 4)) starts.push(at);
  const pictures = starts.map((start, i) => ({ kind: stream[start + 4]! >> 6, bytes: stream.subarray(i === 0 ? 0 : start, starts[i + 1] ?? stream.length) }));
  // What describes the stream is marked where it first stands.
  const first = pictures[0]!;
  const firstAt = first.bytes.indexOf(VOP);
  pictures[0] = { ...first, bytes: Buffer.concat([first.bytes.subarray(0, firstAt), PACKED_MARK, first.bytes.subarray(firstAt)]) };
  const chunks: { bytes: Buffer; isKey: boolean }[] = [];
  for (let i = 0; i < pictures.length; i++) {
    const picture = pictures[i]!;
    const next = pictures[i + 1];
    if (picture.kind !== B_VOP && next?.kind === B_VOP) {
      chunks.push({ bytes: Buffer.concat([picture.bytes, next.bytes]), isKey: picture.kind === I_VOP }, { bytes: NOTHING_CODED, isKey: false });
      i++;
    } else {
      chunks.push({ bytes: picture.bytes, isKey: picture.kind === I_VOP });
    }
  }
  return chunks;
}
