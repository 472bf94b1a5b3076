// What to look at next, above the exhibits: before two looks how to begin, then the frame that narrows the interval most with why and
// what would be left. One key goes there; another says that it is not to be seen there.

import type { Exhibit, Observation } from "../../contract/model.ts";
import { isSight } from "../../contract/container-rule.ts";
import { goTo } from "../app/go-to.ts";
import { useCaseFacts } from "../case/open-case.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { CONTINUITY_TOPICS } from "./exhibit-focus.ts";
import { goToLook, goToNextLook, lookKey, sayNotInView, useLook } from "./look-next-acts.ts";
import { toldTimes, type ToldTime } from "./told-times.ts";
import { UnreadClocks } from "./unread-clocks.tsx";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

/** More than these are found in the case's other parts. */
const TOLD_COUNT = 8;

interface LookNextProps {
  readonly file: Pick<CaseView, "caseId" | "periodFromMs" | "periodToMs" | "statements">;
  readonly exhibit: Exhibit;
  readonly observations: readonly Observation[];
  readonly isWritable: boolean;
}

export function LookNextPart({ file, exhibit, observations, isWritable }: LookNextProps) {
  const { t } = useWords();
  const looks = useQuery("continuity.lookNext", { caseId: file.caseId, exhibitId: exhibit.exhibitId, limit: 200 }, { topics: CONTINUITY_TOPICS }).data;
  const continuity = useQuery("continuity.read", { caseId: file.caseId, exhibitId: exhibit.exhibitId }, { topics: CONTINUITY_TOPICS }).data;
  const hasLoss = continuity !== null && continuity.loss.length > 0;
  const sights = observations.filter((one) => isSight(one.state)).length;
  const { current, notice, error } = useLook();
  const words = useReconstructWords();
  return (
    <section className={css["look"]} aria-label={t("look.heading")} data-testid="look-next" data-current={current === null ? "" : lookKey(current)}>
      <h2>{t("look.heading")}</h2>
      <UnreadClocks warnings={continuity?.warnings ?? []} observations={observations} isWritable={isWritable} />
      {!hasLoss ? <Beginning file={file} sights={sights} /> : <Looks looks={looks ?? []} isWritable={isWritable} />}
      {current !== null && hasLoss && <p className={css["teach"]}>{t("look.hint")}</p>}
      {notice === "no-interval" && <Notice tone="info">{t("look.noInterval")}</Notice>}
      {notice === "none-left" && hasLoss && <Notice tone="info">{t("look.noneLeft")}</Notice>}
      {notice !== null && typeof notice === "object" && <Notice tone="info" testId="said-not-in-view">{t("look.saidNotHere", { camera: words.camera(notice.cameraId), from: words.time(notice.fromMs), to: words.time(notice.toMs) })}</Notice>}
      <ErrorNotice error={error} />
    </section>
  );
}

function Beginning({ file, sights }: { readonly file: LookNextProps["file"]; readonly sights: number }) {
  const { t } = useWords();
  const { periodFromMs, periodToMs } = file;
  const told = toldTimes({ ...file, facts: useCaseFacts(file.caseId) ?? [] });
  return (
    <>
      <p className={css["small"]}>{sights === 0 ? t("look.beginTeach") : t("look.onlyOne")}</p>
      {told.length > 0 && <ToldList told={told} />}
      <div className={css["acts"]}>
        {periodFromMs !== null && <Button size="small" onClick={() => goTo(periodFromMs, null)}>{t("look.toStart")}</Button>}
        {periodToMs !== null && <Button size="small" onClick={() => goTo(periodToMs, null)}>{t("look.toEnd")}</Button>}
      </div>
    </>
  );
}

/** What was told leads to the first two frames: the cameras show that time at a press. */
function ToldList({ told }: { readonly told: readonly ToldTime[] }) {
  const { t } = useWords();
  const words = useReconstructWords();
  return (
    <>
      <p className={css["teach"]}>{t("look.told")}</p>
      <ol data-testid="told-times">
        {told.slice(0, TOLD_COUNT).map(({ key, fromMs, toMs, speaker, text }) => (
          <li key={key} className={css["row"]}>
            <button type="button" className={`${css["link"] ?? ""} digits`} onClick={() => goTo(fromMs, null)}>{words.time(fromMs)}{toMs !== null && ` → ${words.time(toMs)}`}</button>
            <span className={css["told"]}>{speaker !== null && <b>{speaker}</b>} {text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Looks({ looks, isWritable }: { readonly looks: readonly Parameters<typeof goToLook>[0][]; readonly isWritable: boolean }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const passed = useLook((s) => s.passed);
  const first = looks.find((look) => !passed.has(lookKey(look))) ?? looks[0];
  if (first === undefined) return <p className={css["small"]}>{t("look.done")}</p>;
  return (
    <>
      <ol>
        {[first, ...looks.filter((look) => look !== first).slice(0, 2)].map((look) => (
          <li key={lookKey(look)} className={css["row"]}>
            <button type="button" className={`${css["link"] ?? ""} ${css["grow"] ?? ""} digits`} onClick={() => goToLook(look)}>{t("look.at", { camera: words.camera(look.cameraId), at: words.time(look.atMs) })}</button>
            <span className={css["teach"]}>{t(`common:lookNext.${look.isTurn ? "turn" : look.why}`)} · {t("look.leaves", { length: words.length(look.leavesMs) })} · {t(`common:viewBasis.${look.basis}`)}</span>
          </li>
        ))}
      </ol>
      <div className={css["acts"]}>
        <Button kind="primary" size="small" onClick={() => void goToNextLook()} data-testid="look-go">{t("look.go")}</Button>
        {isWritable && <Button size="small" title={t("look.notHereTip")} onClick={() => void sayNotInView()} data-testid="look-not-here">{t("look.notHere")}</Button>}
        {looks.length > 3 && <span className={css["teach"]}>{t("look.more", { count: looks.length - 3 })}</span>}
      </div>
    </>
  );
}
