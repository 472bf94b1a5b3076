// Commands that the contract of the command line names and this version does not have. They say so and do nothing.

import { CommandLineError } from "../command-line-error.ts";
import type { Command, CommandName } from "../command.ts";

const LATER: readonly CommandName[] = [
  "activity", "bisect", "import", "keygen",
];

export const laterCommands: readonly Command[] = LATER.map((name) => ({
  name, positionals: [], options: {}, isLater: true,
  prepare: () => {
    throw new CommandLineError("not-in-this-version", { name }, 1);
  },
}));
