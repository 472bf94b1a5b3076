// What happened and what to do next, in the place where one looks: a shape, a sentence, a second sentence.
// Not a toast: it stays until what it says is no longer so.

import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { ErrorFacts } from "../../contract/errors.ts";
import { sentenceFromError, useLang } from "../i18n.ts";
import css from "./notice.module.css";

export type Tone = "bad" | "warn" | "ok" | "info";

const SHAPES = { bad: OctagonAlert, warn: TriangleAlert, ok: CircleCheck, info: Info };

interface NoticeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly fix?: string | null;
  readonly actions?: ReactNode;
  readonly testId?: string;
}

export function Notice({ tone, children, fix, actions, testId }: NoticeProps) {
  const Shape = SHAPES[tone];
  return (
    <div className={`${css["notice"] ?? ""} ${css[tone] ?? ""}`} role={tone === "bad" ? "alert" : "status"} data-testid={testId}>
      <Shape size={15} aria-hidden />
      <div className={css["text"]}>
        {children}
        {fix !== undefined && fix !== null && <p className={css["fix"]}>{fix}</p>}
      </div>
      {actions !== undefined && <div className={css["actions"]}>{actions}</div>}
    </div>
  );
}

/** An engine's refusal in words; nothing for a cancelled call, because the person knows. */
export function ErrorNotice({ error, actions }: { readonly error: ErrorFacts | null; readonly actions?: ReactNode }) {
  useLang();
  if (error === null || error.code === "cancelled") return null;
  const sentence = sentenceFromError(error);
  return <Notice tone="bad" fix={sentence.fix} {...(actions === undefined ? {} : { actions })}>{sentence.message}</Notice>;
}
