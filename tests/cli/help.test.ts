// Every command explains itself, in both languages, from the table that parses it.

import { describe, expect, it } from "vitest";
import { commands } from "../../cli/command-table.ts";
import { commonOptions } from "../../cli/common-options.ts";
import { quaylineInside } from "./quayline-process.ts";

describe.each(["en", "zh-CN"])("help in %s", (lang) => {
  it.each(commands.map((command) => [command.name, command] as const))("of %s names its words and options", async (name, command) => {
    const { exitCode, stdout, stderr } = await quaylineInside([...name.split(" "), "--help", "--lang", lang]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toContain(`quayline ${name}`);
    for (const { placeholder } of command.positionals) expect(stdout).toContain(placeholder);
    for (const option of Object.keys(command.options)) expect(stdout).toContain(`--${option}`);
    if (!command.isLater) for (const option of Object.keys(commonOptions)) expect(stdout).toContain(`--${option}`);
    // A key that has no sentence shows as itself.
    expect(stdout).not.toMatch(/(commands|options|usage|errors)\.\w/);
    expect(/\p{Script=Han}/u.test(stdout)).toBe(lang === "zh-CN");
  });

  it("without a command lists them all", async () => {
    const { exitCode, stdout } = await quaylineInside(["--help", "--lang", lang]);
    expect(exitCode).toBe(0);
    for (const { name } of commands) expect(stdout).toContain(`  ${name} `);
  });
});

describe("help", () => {
  it.each([[["help", "cameras", "import"]], [["cameras", "import", "-h"]], [["-h", "cameras", "import"]], [["cameras", "import", "x", "--wrong", "--help"]]])(
    "is understood as %j", async (line) => {
      const { exitCode, stdout } = await quaylineInside(line);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^quayline cameras import FILE/);
    });

  it("of a group lists its commands", async () => {
    const { stdout } = await quaylineInside(["clock", "--help"]);
    expect(stdout).toContain("clock add");
    expect(stdout).not.toContain("case create");
  });

  it("is one JSON document where that is asked for", async () => {
    const { stdout } = await quaylineInside(["files", "--help", "--json"]);
    expect(JSON.parse(stdout)).toHaveProperty("help");
  });

  it("tells the version", async () => {
    const { exitCode, stdout } = await quaylineInside(["--version"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^quayline \d+\.\d+\.\d+\n$/);
  });
});
