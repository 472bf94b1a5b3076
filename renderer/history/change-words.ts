// What a change was, in words, for undo, redo and the history.

import type { Change } from "../../contract/changes.ts";
import { useLibrary } from "../engine/library.ts";
import { useWords } from "../i18n.ts";

export type ChangeWords = (change: Pick<Change, "kind" | "title"> & { readonly by?: string }) => string;

/** Another person's change is told with the name: nobody should take back a colleague's work unawares. */
export function useChangeWords(): ChangeWords {
  const { t } = useWords();
  const self = useLibrary().data?.actor?.name ?? null;
  return ({ kind, title, by }) => {
    const what = t(`common:change.${kind}`, { title });
    return by === undefined || by === self ? what : t("history.byOther", { what, name: by });
  };
}
