// One file looked at closely: what it is, and all that claims to know when it starts (source, what it says, basis, zone, confidence, and the
// rule that read it; the one that was chosen is marked). It changes nothing of it.

import { Check } from "lucide-react";
import { displayTime } from "../../contract/time-text.ts";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { FileFacts } from "./file-facts.tsx";
import css from "./files.module.css";

export function FileDetails({ fileId, isWritable }: { readonly fileId: number; readonly isWritable: boolean }) {
  const { t } = useWords();
  const libraryZone = useTimezone();
  const file = useQuery("files.rows", { fileIds: [fileId] }, { topics: ["files", "roots"] }).data?.[0];
  if (file === undefined || file.fileId !== fileId) return null;
  const { candidates, source } = file.time;
  const chosenAt = candidates.findIndex((candidate) => candidate.source === source);
  return (
    <section className={css["details"]} aria-label={t("files.details")} data-testid="file-details" tabIndex={0}>
      <FileFacts file={file} isWritable={isWritable} />
      <p className={css["quiet"]}>{candidates.length === 0 ? t("files.noCandidates") : t("files.candidates")}</p>
      {candidates.length > 0 && (
        <table>
          <thead><tr><th scope="col"><span className="visually-hidden">{t("files.chose")}</span></th>{(["source", "starts", "says", "basis", "zone", "confidence", "rule"] as const).map((column) => <th key={column} scope="col">{t(`files.${column}`)}</th>)}</tr></thead>
          <tbody>
            {candidates.map((candidate, i) => (
              <tr key={i} data-chosen={i === chosenAt}>
                <td>{i === chosenAt && <Check size={13} aria-label={t("files.chose")} />}</td>
                <td>{t(`common:timeSource.${candidate.source}`)}</td>
                <td className="digits">{candidate.startMs === null ? "–" : displayTime(candidate.startMs, candidate.timezone ?? libraryZone).slice(0, 23)}</td>
                <td className={css["raw"]}><bdi>{candidate.raw}</bdi></td>
                <td>{t(`files.basisOf.${candidate.basis}`)}</td>
                <td>{candidate.timezone ?? "–"}</td>
                <td>{t(`common:confidence.${candidate.confidence}`)}</td>
                <td>{candidate.rule}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
