// What the scripts may install on a system, and what they only ask for.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isDebianLike, missingFromStatus, sizeFromAptText, whyNotInstall } from "../../scripts/debian-packages.mjs";
import { hasDisplay, whyNoSandbox } from "../../scripts/display.mjs";
import { findFfmpeg } from "../../scripts/ffmpeg.mjs";

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';
const MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n';
const FEDORA = "ID=fedora\n";

describe("installing Debian packages", () => {
  it("happens only as root, on Debian or what is made from it, unless forbidden", () => {
    const asRoot = { env: {}, platform: "linux" as const, uid: 0 };
    expect(whyNotInstall({ ...asRoot, osRelease: DEBIAN })).toBeNull();
    expect(whyNotInstall({ ...asRoot, osRelease: MINT })).toBeNull();
    expect(whyNotInstall({ ...asRoot, osRelease: FEDORA })).toBe("not-debian");
    expect(whyNotInstall({ ...asRoot, platform: "darwin", osRelease: DEBIAN })).toBe("not-debian");
    expect(whyNotInstall({ ...asRoot, uid: 1000, osRelease: DEBIAN })).toBe("not-root");
    expect(whyNotInstall({ ...asRoot, env: { QUAYLINE_NO_INSTALL: "1" }, osRelease: DEBIAN })).toBe("forbidden");
  });

  it("does not take a name that merely contains debian for it", () => {
    expect(isDebianLike("ID=debianoid\n")).toBe(false);
  });

  it("knows what is installed from dpkg, removed packages and renamed libraries included", () => {
    const status = "install ok installed\tlibnss3\ndeinstall ok config-files\txvfb\ninstall ok installed\tlibasound2t64\n";
    expect(missingFromStatus(["libnss3", "xvfb", "libasound2", "fonts-noto-cjk"], status)).toEqual(["xvfb", "fonts-noto-cjk"]);
  });

  it("reads the size that apt-get names", () => {
    expect(sizeFromAptText("Need to get 61.2 MB of archives.\nAfter this operation, 102 MB of additional disk space will be used.\n")).toBe("61.2 MB to fetch, 102 MB on disk");
    expect(sizeFromAptText("Need to get 3,201 kB/61.2 MB of archives.")).toBe("3,201 kB to fetch");
    expect(sizeFromAptText("E: Unable to locate package")).toBeNull();
  });
});

describe("finding ffmpeg", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "quayline-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const find = (env: Record<string, string>): string | null => findFfmpeg({ env, root: folder, platform: "linux" });

  it("takes what QUAYLINE_FFMPEG names, and says when that does not exist", () => {
    writeFileSync(join(folder, "my-ffmpeg"), "");
    expect(find({ QUAYLINE_FFMPEG: join(folder, "my-ffmpeg"), PATH: "" })).toBe(join(folder, "my-ffmpeg"));
    expect(() => find({ QUAYLINE_FFMPEG: join(folder, "none"), PATH: "" })).toThrow(/QUAYLINE_FFMPEG names .*none, which does not exist/);
  });

  it("takes the one on the PATH only together with ffprobe", () => {
    writeFileSync(join(folder, "ffmpeg"), "");
    expect(find({ PATH: folder })).toBeNull();
    writeFileSync(join(folder, "ffprobe"), "");
    expect(find({ PATH: `/nowhere:${folder}` })).toBe(join(folder, "ffmpeg"));
  });
});

describe("a display", () => {
  it("is there with X or Wayland on Linux, and always elsewhere", () => {
    expect(hasDisplay({ DISPLAY: ":0" }, "linux")).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
    expect(hasDisplay({ DISPLAY: "" }, "linux")).toBe(false);
    expect(hasDisplay({}, "darwin")).toBe(true);
  });

  it("is drawn on without Electron's sandbox only as root or where the system forbids it", () => {
    const unrestricted = (): null => null;
    expect(whyNoSandbox("/none", { platform: "linux", uid: 1000, readKernelSetting: unrestricted })).toBeNull();
    expect(whyNoSandbox("/none", { platform: "linux", uid: 0, readKernelSetting: unrestricted })).toMatch(/root/);
    expect(whyNoSandbox("/none", { platform: "linux", uid: 1000, readKernelSetting: (path: string) => (path.includes("apparmor") ? "1" : null) })).toMatch(/does not let/);
    expect(whyNoSandbox("/none", { platform: "darwin", uid: 0, readKernelSetting: unrestricted })).toBeNull();
  });
});
