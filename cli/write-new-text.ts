// Writes a text of ours into a new file. Never over one that is there; what a file holds is its command's business.

import { writeFile } from "node:fs/promises";
import { AppError, codeFromSystemError } from "../contract/errors.ts";

/** Never replaces a file. @throws AppError target-exists, path-missing, folder-not-writable, disk-full */
export async function writeNewText(path: string, content: string): Promise<void> {
  try {
    await writeFile(path, content, { flag: "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EEXIST") throw new AppError("target-exists", { path }, { cause: error });
    if (code === "ENOENT") throw new AppError("path-missing", { path }, { cause: error });
    throw new AppError(codeFromSystemError(error) ?? "folder-not-writable", { path }, { cause: error });
  }
}
