// The options that every command takes.

import { langs } from "../resources/locales/locales.ts";
import { choice, flag, text } from "./options.ts";

export const commonOptions = {
  library: text("DIR", "library"),
  json: flag("json"),
  actor: text("NAME", "actor"),
  "actor-unit": text("UNIT", "actorUnit"),
  "actor-number": text("NUMBER", "actorNumber"),
  lang: choice(langs, "lang"),
  help: flag("help"),
  version: flag("version"),
};
