// Draws the app's icon from resources/icons/icon.svg, in the sizes and formats that systems ask for: run it after the SVG
// was changed, and keep what it made. ICO and ICNS are written here, both as containers of PNG pictures.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { isMainScript, repoFolder } from "./folders.mjs";
import { runMain, say } from "./say.mjs";

const folder = join(repoFolder, "resources", "icons");
/** Linux: a file for each. */
const PNG_SIZES = [16, 32, 48, 128, 256, 512];
const ICO_SIZES = [16, 24, 32, 48, 256];
/** Apple's type codes of PNG pictures by size. */
const ICNS_TYPES = [["ic11", 32], ["ic12", 64], ["ic07", 128], ["ic08", 256], ["ic09", 512]];

async function draw(svg, sizePx) {
  const canvas = createCanvas(sizePx, sizePx);
  const image = await loadImage(svg);
  image.width = sizePx;
  image.height = sizePx;
  canvas.getContext("2d").drawImage(image, 0, 0, sizePx, sizePx);
  return canvas.encode("png");
}

/** Header, one entry of 16 bytes for each picture, then the pictures. 256 is written as 0. */
function icoFrom(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ sizePx, png }, i) => {
    const at = 6 + 16 * i;
    head.writeUInt8(sizePx % 256, at);
    head.writeUInt8(sizePx % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** `icns` and the whole length, then each picture behind its type and its own length; lengths count their heads. */
function icnsFrom(pictures) {
  const parts = pictures.map(({ type, png }) => Buffer.concat([headOf(type, png.length + 8), png]));
  return Buffer.concat([headOf("icns", 8 + parts.reduce((sum, part) => sum + part.length, 0)), ...parts]);
}

function headOf(type, length) {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32BE(length, 4);
  return head;
}

async function main() {
  const svg = readFileSync(join(folder, "icon.svg"));
  for (const sizePx of PNG_SIZES) writeFileSync(join(folder, `${sizePx}x${sizePx}.png`), await draw(svg, sizePx));
  writeFileSync(join(folder, "icon.ico"), icoFrom(await Promise.all(ICO_SIZES.map(async (sizePx) => ({ sizePx, png: await draw(svg, sizePx) })))));
  writeFileSync(join(folder, "icon.icns"), icnsFrom(await Promise.all(ICNS_TYPES.map(async ([type, sizePx]) => ({ type, png: await draw(svg, sizePx) })))));
  say("The icons are drawn.");
}

if (isMainScript(import.meta.url)) await runMain(main);
