// The page forbids building code from text. zod would try it when a schema is made, so it is told not to, before
// anything that makes a schema is loaded: main.tsx imports this file first.

import { config } from "zod";

config({ jitless: true });
