// A part of a frame, drawn as large as the place allows: the clock that was read, to be compared by eye.

import { useEffect, useRef } from "react";
import type { PictureClockResult } from "../../contract/picture-clock.ts";
import css from "./clock-dialog.module.css";

const WIDTH_PX = 420;

interface PictureCropProps {
  readonly jpeg: Uint8Array;
  readonly region: NonNullable<PictureClockResult["region"]>;
  readonly alt: string;
}

export function PictureCrop({ jpeg, region, alt }: PictureCropProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isCurrent = true;
    createImageBitmap(new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: "image/jpeg" })).then((picture) => {
      const canvas = canvasRef.current;
      if (canvas === null || !isCurrent) return;
      const [width, height] = [region.w * picture.width, region.h * picture.height];
      canvas.width = WIDTH_PX;
      canvas.height = Math.max(1, Math.round((WIDTH_PX * height) / width));
      canvas.getContext("2d")?.drawImage(picture, region.x * picture.width, region.y * picture.height, width, height, 0, 0, canvas.width, canvas.height);
      picture.close();
    }).catch(() => undefined); // The text beside it says what was read.
    return () => { isCurrent = false; };
  }, [jpeg, region]);
  return <canvas ref={canvasRef} className={css["crop"]} role="img" aria-label={alt} />;
}
