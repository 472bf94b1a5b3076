// Tables line up whatever the names are written in, and show nothing that steers a terminal.

import { describe, expect, it } from "vitest";
import { bytesText, Sentences } from "../../cli/sentences.ts";
import { displayWidth, fitText, left, plainText, right, textTable } from "../../cli/text-table.ts";

describe("the width of a text", () => {
  it.each([["abc", 3], ["码头", 4], ["港迹 Quayline", 13], ["é", 1], ["e\u0301", 1], ["，。（）", 8], ["–", 1], ["", 0]])("of %j is %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("a table", () => {
  it("keeps its columns in line with Chinese beside Latin names", () => {
    const lines = textTable([left("name"), right("files"), left("path")], [["码头东", "3", "/a"], ["gate", "120", "/b"]]);
    expect(lines).toEqual(["name    files  path", "码头东      3  /a", "gate      120  /b"]);
  });

  it("lets no name move the cursor or break a line", () => {
    expect(plainText("a\u001b[2Jb\nc\u202edgp.")).toBe("a\\u001b[2Jb\\u000ac\\u202edgp.");
  });

  it("cuts a line to the terminal without splitting a wide character", () => {
    expect(fitText("港迹港迹", 8)).toBe("港迹港迹");
    expect(fitText("港迹港迹", 7)).toBe("港迹港…");
    expect(fitText("港迹港迹", 6)).toBe("港迹…");
  });
});

describe("amounts in words", () => {
  it.each([[0, "0 B"], [999, "999 B"], [1000, "1.0 kB"], [123_456, "123 kB"], [999_600, "1.0 MB"], [4_200_000_000, "4.2 GB"]])("%i bytes are %s", (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it("say which way a clock is wrong, never with a bare sign", () => {
    const en = new Sentences("en");
    expect(en.clockError(12_000)).toBe("fast by 12 s");
    expect(en.clockError(-12_250)).toBe("slow by 12.3 s");
    expect(en.clockError(null)).toBe("uncorrected");
    expect(new Sentences("zh-CN").clockError(-90_000)).toBe("慢 1 分 30 秒");
  });

  it("show a dash where a sentence's parameter is missing", () => {
    expect(new Sentences("en").error({ code: "path-missing", params: {} }).message).toBe("There is no such file or folder: –");
    expect(new Sentences("en").word("gap", "no-such-cause")).toBe("no-such-cause");
  });
});
