// An error that crosses from one process to another: what is known of it on the other side.

import { describe, expect, it } from "vitest";
import { AppError, factsFromError } from "../../contract/errors.ts";

describe("facts of a thrown value", () => {
  const refusal = new AppError("target-exists", { path: "/a: b {c}\nd" });
  it("are an AppError's own", () => expect(factsFromError(refusal)).toEqual({ code: "target-exists", params: { path: "/a: b {c}\nd" } }));

  it.each(["", "Error: ", "Uncaught Error: AppError: "])("are whole where a bridge has kept only the message, after “%s”", (before) => {
    expect(factsFromError(new Error(before + refusal.message))).toEqual({ code: "target-exists", params: { path: "/a: b {c}\nd" } });
  });

  it.each(["target-exists", "no-such-code {}", "not target-exists {}", "target-exists {not json}"])("are internal, with the message, of what we do not know: %s", (message) => {
    expect(factsFromError(new Error(message))).toEqual({ code: "internal", params: { message } });
  });
});
