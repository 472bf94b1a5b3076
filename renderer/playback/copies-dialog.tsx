// How much room playable copies take, and how much they may: a setting of the library. What is over it goes at once, what was
// used longest ago first; what is on the wall stays.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";

const GIGABYTE = 1_000_000_000;

/** Gigabytes as people write them (`20`, `0.5`); null for anything else. */
export function bytesFromGigabytes(text: string): number | null {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(value) || value < 0 || value > 1_000_000 ? null : Math.round(value * GIGABYTE);
}

const gigabytes = (bytes: number): string => String(Math.round((bytes / GIGABYTE) * 100) / 100);

export function CopiesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(["wall", "window"]);
  const isWritable = useLibrary().data?.writable === true;
  const shelf = useQuery("proxies.read", {}, { topics: ["files"] });
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const text = typed ?? (shelf.data === null ? "" : gigabytes(shelf.data.limitBytes));
  const limitBytes = bytesFromGigabytes(text);
  const save = async (): Promise<void> => {
    if (limitBytes === null) return;
    try {
      await call("proxies.setLimit", { limitBytes });
      onClose();
    } catch (cause) {
      setError(factsFromError(cause));
    }
  };
  return (
    <Dialog
      title={t("copies.title")} onClose={onClose} onSubmit={() => void save()} widthPx={460} testId="copies-dialog"
      footer={<>
        <Button type="button" onClick={onClose}>{t("window:words.cancel")}</Button>
        <Button type="submit" kind="primary" disabled={limitBytes === null || !isWritable} data-testid="copies-save">{t("copies.save")}</Button>
      </>}
    >
      <p>{t("copies.what")}</p>
      <p className="digits" data-testid="copies-used">{shelf.data === null ? "…" : t("copies.used", { count: shelf.data.count, used: gigabytes(shelf.data.usedBytes) })}</p>
      <TextField
        label={t("copies.limit")} hint={t("copies.hint")} bad={limitBytes === null && shelf.data !== null ? t("copies.bad") : null} value={text} onChange={setTyped} isFocused
        inputMode="decimal" disabled={!isWritable} data-testid="copies-limit"
      />
      <ErrorNotice error={error ?? shelf.error} />
    </Dialog>
  );
}
