// A small picture of one frame: the one that an observation or a pin stands on, or that shows an exhibit. A press goes to it.

import type { FrameRef } from "../../contract/model.ts";
import { useJpegUrl } from "../engine/jpeg-url.ts";
import { useQuery } from "../engine/use-query.ts";
import css from "./reconstruct.module.css";

/** Twice what is shown, for screens with small pixels. */
const WIDTH_PX = 192;

interface FrameThumbProps {
  readonly frame: Pick<FrameRef, "fileId" | "mediaMs">;
  /** What it shows: the name of the button, or of the picture. */
  readonly label: string;
  readonly onGo?: () => void;
}

export function FrameThumb({ frame: { fileId, mediaMs }, label, onGo }: FrameThumbProps) {
  const found = useQuery("frame.ofFile", { fileId, mediaMs, maxWidthPx: WIDTH_PX });
  const url = useJpegUrl(found.data?.jpeg ?? null);
  // A file that is not there now has no picture; its time and words still stand beside.
  if (url === null && found.error !== null) return null;
  const picture = url === null ? <span className={css["thumbWaits"]} /> : <img src={url} alt={onGo === undefined ? label : ""} draggable={false} />;
  if (onGo === undefined) return <span className={css["thumb"]} aria-busy={url === null}>{picture}</span>;
  return <button type="button" className={css["thumb"]} aria-label={label} title={label} aria-busy={url === null} onClick={onGo}>{picture}</button>;
}
