// What the footage says of a statement, as a shape, a word and a colour together.

import { CircleCheck, CircleDashed, EyeOff, OctagonX } from "lucide-react";
import type { Finding } from "../../contract/reconstruction.ts";
import { useWords } from "../i18n.ts";
import css from "./statements.module.css";

const SHAPES = { confirmed: CircleCheck, contradicted: OctagonX, "not-observable": EyeOff, none: CircleDashed };

export function FindingMark({ finding }: { readonly finding: Finding | null }) {
  const { t } = useWords();
  const code = finding ?? "none";
  const Shape = SHAPES[code];
  return <span className={`${css["finding"] ?? ""} ${css[code] ?? ""}`} data-finding={code}><Shape size={13} aria-hidden />{t(`common:finding.${code}`)}</span>;
}
