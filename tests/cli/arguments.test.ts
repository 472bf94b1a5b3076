// What a command line is understood as, and in which words it is refused. The engine is not reached.

import { describe, expect, it } from "vitest";
import { readCommandLine } from "../../cli/arguments.ts";
import { CommandLineError } from "../../cli/command-line-error.ts";
import { nearestName } from "../../cli/nearest-name.ts";
import { quaylineInside } from "./quayline-process.ts";

function refusal(line: readonly string[]): CommandLineError {
  try {
    const request = readCommandLine(line);
    if (request.kind === "run") request.command.prepare(request.given);
  } catch (error) {
    if (error instanceof CommandLineError) return error;
    throw error;
  }
  throw new Error(`was not refused: ${line.join(" ")}`);
}

describe("a command line that is right", () => {
  it.each([
    ["files", ["files"]],
    ["files", ["--json", "files"]],
    ["files", ["--library", "/tmp/l", "files", "--problems"]],
    ["cameras import", ["cameras", "import", "a.csv"]],
    ["cameras import", ["--json", "cameras", "--lang", "en", "import", "a.csv"]],
    ["clock remove", ["clock", "remove", "3"]],
    ["index", ["index", "a", "b", "--camera", "c", "c"]],
    ["index", ["index", "--", "--strange-name"]],
    ["gaps", ["gaps", "--from", "1636696985250", "--to=2021-11-12T14:03:05.250+08:00", "--camera", "a", "--camera", "b"]],
    ["pin add", ["pin", "add", "--case", "1", "--camera", "c", "--from", "2021-11-12 14:03:05", "--to", "2021-11-12 14:03:06", "--title", "t", "--note=-dash", "--tag", "x", "--tag", "y"]],
    ["observe", ["observe", "--case", "1", "--exhibit", "2", "--at", "2021-11-12 14:03", "--state", "seen", "--count", "0"]],
    ["export", ["export", "--case", "1", "--out", "b", "--zip", "--clips", "cut", "--lang", "en"]],
  ])("is read as %s", (name, line) => {
    const request = readCommandLine(line);
    expect(request.kind).toBe("run");
    if (request.kind !== "run") return;
    expect(request.command.name).toBe(name);
    expect(request.command.prepare(request.given)).toBeTypeOf("function");
  });

  it("keeps the words after the command, in order", () => {
    const request = readCommandLine(["index", "one", "--json", "two", "--camera", "index", "three"]);
    expect(request.kind === "run" && request.given.words).toEqual(["one", "two", "three"]);
    expect(request.kind === "run" && request.common.json).toBe(true);
  });

  it("keeps every value of an option that may be repeated", () => {
    const request = readCommandLine(["gaps", "--from", "a", "--camera", "x", "--to", "b", "--camera", "y"]);
    expect(request.kind === "run" && request.given.options.get("camera")).toEqual(["x", "y"]);
  });
});

describe("a command line that is wrong", () => {
  it.each([
    ["command-missing", []],
    ["command-missing", ["--json"]],
    ["command-unknown", ["fils"]],
    ["command-unknown", ["cameras", "ls"]],
    ["subcommand-missing", ["cameras"]],
    ["argument-missing", ["index"]],
    ["argument-missing", ["cameras", "import"]],
    ["argument-unexpected", ["files", "more"]],
    ["argument-unexpected", ["case", "show", "A", "B"]],
    ["option-unknown", ["files", "--problem"]],
    ["option-unknown", ["files", "-x"]],
    ["option-missing", ["frame", "--camera", "c", "--at", "2021-11-12 14:03:05"]],
    ["option-value-missing", ["files", "--library"]],
    ["option-value-missing", ["frame", "--camera", "--at", "2021-11-12 14:03:05", "--out", "x.jpg"]],
    ["option-takes-no-value", ["files", "--problems=yes"]],
    ["option-twice", ["clock", "show", "--camera", "a", "--camera", "b"]],
    ["option-invalid", ["gaps", "--from", "yesterday", "--to", "2021-11-12 14:03:05"]],
    ["option-invalid", ["gaps", "--from", "2021-13-12 14:03:05", "--to", "2021-11-12 14:03:05"]],
    ["option-invalid", ["init", "--timezone", "Asia/Atlantis"]],
    ["option-invalid", ["index", "x", "--activity", "some"]],
    ["option-invalid", ["exhibit", "add", "--case", "1", "--name", "bags", "--count", "0"]],
    ["option-invalid", ["exhibit", "add", "--case", "1", "--name", "bags", "--count", "3.5"]],
    ["option-invalid", ["exhibit", "add", "--case", "1", "--name", " "]],
    ["option-invalid", ["observe", "--case", "1", "--exhibit", "2", "--at", "2021-11-12 14:03", "--state", "gone"]],
    ["option-invalid", ["files", "--lang", "fr"]],
  ])("is refused as %s: %j", (code, line) => {
    const error = refusal(line);
    expect(error.code).toBe(code);
    expect(error.exitCode).toBe(2);
  });

  it.each([
    [["fils"], "files"],
    [["exprot"], "export"],
    [["cameras", "lst"], "cameras list"],
    [["clok", "show"], "clock"],
    [["files", "--problms"], "--problems"],
    [["index", "x", "--nohash"], "--no-hash"],
    [["files", "--libary", "x"], "--library"],
  ])("names what was probably meant: %j", (line, nearest) => {
    expect(refusal(line).params["nearest"]).toBe(nearest);
  });

  it("guesses nothing where nothing is near", () => {
    expect(nearestName("zzzzzz", ["files", "frame"])).toBeNull();
    expect(refusal(["--xyzzy", "files"]).params["nearest"]).toBeUndefined();
  });
});

describe("what belongs to a later version", () => {
  it.each(["activity", "bisect", "import", "keygen"])("%s says so, whatever follows it", async (name) => {
    const { exitCode, stdout } = await quaylineInside([...name.split(" "), "thing", "--case", "1", "--region", "0,0,1,1", "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "not-in-this-version", message: expect.stringContaining(name) } });
  });

  it.each([
    ["index", "x", "--activity", "fast"],
    ["export", "--case", "1", "--out", "b", "--sign", "key.pem"],
  ])("%s with a later option is wrong usage", async (...line) => {
    const { exitCode, stdout } = await quaylineInside([...line, "--json"]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "option-not-in-this-version" } });
  });
});
