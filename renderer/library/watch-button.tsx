// Watches a folder that was just added, where a person is asked about it; says so once it is watched.

import { Eye } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { Button } from "../design/button.tsx";
import { useQuery } from "../engine/use-query.ts";
import { sentenceFromError, useWords } from "../i18n.ts";
import { watchFolder } from "./roots-acts.ts";

export function WatchButton({ folder }: { readonly folder: string }) {
  const { t } = useWords();
  const isWatched = useQuery("watches.list", {}, { topics: ["roots"] }).data?.some((watch) => watch.path === folder) === true;
  const [error, setError] = useState<ErrorFacts | null>(null);
  if (error !== null) return <span role="alert">{sentenceFromError(error).message}</span>;
  return (
    <Button
      size="small" icon={<Eye size={14} aria-hidden />} disabled={isWatched} title={isWatched ? t("roots.isWatched", { folder }) : t("roots.watchNone")} data-testid="watch-folder"
      onClick={() => void watchFolder(folder).catch((thrown: unknown) => {
        const facts = factsFromError(thrown);
        if (facts.code !== "cancelled") setError(facts);
      })}
    >
      {isWatched ? t("roots.state.watching") : t("roots.watch")}
    </Button>
  );
}
