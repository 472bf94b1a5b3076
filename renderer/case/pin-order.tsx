// Between two pins that follow each other in the panel: how far apart they begin, and whether the clocks bear that order.
// Quiet where they do; where they do not it says why, and what would settle it is one press away.

import { ArrowDown, CircleHelp } from "lucide-react";
import { memo } from "react";
import type { MomentOrder } from "../../contract/order.ts";
import { lengthWords, orderSentence } from "../../resources/locales/order-sentence.ts";
import { openClockDialog } from "../clocks/clock-dialog-store.ts";
import { useOrderWords } from "../clocks/use-order-words.ts";
import { Button } from "../design/button.tsx";
import { isSameAnswer } from "../engine/same-answer.ts";
import { useWords } from "../i18n.ts";
import css from "./pin-order.module.css";

interface PinOrderProps {
  /** By which the row of the later pin is described. */
  readonly id: string;
  readonly order: MomentOrder;
  readonly isWritable: boolean;
}

export const PinOrder = memo(OneOrder, (before, after) => before.id === after.id && before.isWritable === after.isWritable && isSameAnswer(before.order, after.order));

function OneOrder({ id, order, isWritable }: PinOrderProps) {
  const { t } = useWords();
  const say = useOrderWords();
  const unread = [order.a, order.b].find((moment) => moment.uncertaintyMs === null);
  const sentence = orderSentence(order, say);
  return (
    <div id={id} className={order.established ? css["order"] : `${css["order"] ?? ""} ${css["open"] ?? ""}`} data-testid={`pin-order-${order.a.pinId}-${order.b.pinId}`}>
      {order.established ? <ArrowDown size={12} aria-hidden /> : <CircleHelp size={12} aria-hidden />}
      <span>
        <b className="digits">+{lengthWords(order.deltaMs, say)}</b>
        {/* One clock's frames order themselves: nothing to say. */}
        {!(order.established && order.isSameClock) && <> · {sentence}</>}
      </span>
      {isWritable && order.reason === "clock-unknown" && unread?.cameraId != null && unread.cameraMs !== null && (
        <Button size="small" kind="quiet" tabIndex={-1} data-reads-clock="" onClick={() => openClockDialog({ cameraId: unread.cameraId!, cameraMs: unread.cameraMs!, trueMs: unread.trueMs })}>{t("clock.readThis")}</Button>
      )}
    </div>
  );
}
