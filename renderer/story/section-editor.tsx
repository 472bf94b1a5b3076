// One section of the account while it is written: heading, text, and what can be cited after `[[`. Every key is kept as a
// draft at once; the engine gets it after a pause and when it is done.

import { Quote } from "lucide-react";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { CaseView, StorySection } from "../../contract/reconstruction.ts";
import { withActor } from "../actor/actor-store.ts";
import { useCaseFacts } from "../case/open-case.ts";
import { submitOnEnter } from "../case/submit-keys.ts";
import { Button } from "../design/button.tsx";
import { FieldFrameView, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useTimezone } from "../engine/library.ts";
import { textFromMachineTime } from "../history/machine-time.ts";
import { useWords } from "../i18n.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import { citablesOf, fitting, openCitation, withCitation, type Citable } from "./citing.ts";
import { storyDrafts } from "./story-drafts.ts";
import css from "./story.module.css";

const SAVE_AFTER_MS = 8_000;
const SHOWN_COUNT = 30;

interface SectionEditorProps {
  readonly file: CaseView;
  readonly libraryPath: string;
  /** Null writes a new one. */
  readonly section: StorySection | null;
  /** A new section was saved for the first time, while it is still being written. */
  readonly onMade: (sectionId: number) => void;
  readonly onClose: () => void;
}

/** Heading and text with their draft and their saving; the first saving of a new section gives it its id. */
function useSaving({ file: { caseId }, libraryPath, section, onMade }: SectionEditorProps) {
  const [recovered] = useState(() => storyDrafts.read(libraryPath, caseId, section?.sectionId ?? null));
  const [texts, setTexts] = useState({ title: recovered?.title ?? section?.title ?? "", text: recovered?.text ?? section?.text ?? "" });
  const [savedMs, setSavedMs] = useState(section?.changedMs ?? null);
  const [isDirty, setDirty] = useState(recovered !== null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const sectionId = useRef(section?.sectionId ?? null);
  const latest = useRef(texts);
  const underWay = useRef<Promise<boolean>>(Promise.resolve(true));
  latest.current = texts;
  const baseMs = useRef(section?.changedMs ?? null);
  const [isOvertaken] = useState(recovered !== null && recovered.baseMs !== baseMs.current);
  const drop = (): void => storyDrafts.drop(libraryPath, caseId, sectionId.current);
  const keep = (): void => storyDrafts.keep(libraryPath, caseId, sectionId.current, { ...latest.current, baseMs: baseMs.current });
  const change = (next: typeof texts): void => {
    latest.current = next;
    setTexts(next);
    setDirty(true);
    keep();
  };
  const write = async (): Promise<boolean> => {
    const sent = latest.current;
    try {
      const saved = await withActor(() => call("story.save", { caseId, sectionId: sectionId.current, ...sent }));
      drop();
      if (sectionId.current === null) onMade(saved.sectionId);
      sectionId.current = saved.sectionId;
      baseMs.current = saved.changedMs;
      setSavedMs(saved.changedMs);
      setError(null);
      // What was typed meanwhile is a draft of what now stands.
      if (latest.current === sent) setDirty(false);
      else keep();
      return true;
    } catch (thrown) {
      setError(factsFromError(thrown));
      return false;
    }
  };
  // One after the other: a second saving of a new section must know the id that the first one gave.
  const save = (): Promise<boolean> => (underWay.current = underWay.current.then(write));
  useEffect(() => {
    if (!isDirty) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [texts, isDirty]);
  return { texts, change, save, drop, savedMs, isDirty, error, isRecovered: recovered !== null, isOvertaken };
}

export function SectionEditor(props: SectionEditorProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const { texts, change, save, drop, savedMs, isDirty, error, isRecovered, isOvertaken } = useSaving(props);
  const done = (): void => {
    if (!isDirty || (texts.title.trim() === "" && texts.text.trim() === "" && savedMs === null)) { drop(); props.onClose(); return; }
    void save().then((isSaved) => { if (isSaved) props.onClose(); });
  };
  return (
    <form className={css["form"]} data-testid="section-form" aria-label={t("story.add")} onKeyDown={(event) => submitOnEnter(event, done, done)} onSubmit={(event) => { event.preventDefault(); done(); }}>
      {isRecovered && <Notice tone="info">{t(isOvertaken ? "story.changedSince" : "story.recovered")}</Notice>}
      <TextField label={t("story.heading")} isOptional value={texts.title} onChange={(title) => change({ ...texts, title })} autoFocus data-testid="section-title" />
      <CitingArea file={props.file} text={texts.text} onChange={(text) => change({ ...texts, text })} />
      <ErrorNotice error={error} />
      <footer>
        <span className={css["meta"]} role="status">{isDirty ? t("story.unsaved") : savedMs === null ? "" : t("story.saved", { at: textFromMachineTime(savedMs, timezone) })}</span>
        {isDirty && <Button onClick={() => { drop(); props.onClose(); }}>{t("story.drop")}</Button>}
        <Button kind="primary" type="submit" data-testid="section-done">{t("story.done")}</Button>
      </footer>
    </form>
  );
}

function CitingArea({ file, text, onChange }: { readonly file: CaseView; readonly text: string; readonly onChange: (text: string) => void }) {
  const { t } = useWords();
  const id = useId();
  const ref = useRef<HTMLTextAreaElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [isLeft, setLeft] = useState(false);
  /** Where the caret has to stand in the text that is about to be shown: with it, before another key can be pressed. */
  const [goesTo, setGoesTo] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (goesTo === null) return;
    // The list below was brought into view; the text stays where it is.
    ref.current?.focus({ preventScroll: true });
    ref.current?.setSelectionRange(goesTo, goesTo);
    setGoesTo(null);
  }, [goesTo]);
  const facts = useCaseFacts(file.caseId);
  const open = isLeft ? null : openCitation(text, caret);
  const found = open === null ? [] : fitting(citablesOf(file, facts ?? []), open.query).slice(0, SHOWN_COUNT);
  const chosen = found[Math.min(at, found.length - 1)];
  const isOpen = open !== null;
  useEffect(() => {
    // In a low panel the list opens below its edge.
    if (isOpen) listRef.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  const look = (): void => setCaret(ref.current?.selectionStart ?? 0);
  const write = (next: { readonly text: string; readonly caret: number }): void => {
    onChange(next.text);
    setCaret(next.caret);
    setGoesTo(next.caret);
  };
  const cite = ({ token }: Citable): void => {
    if (open !== null) write(withCitation(text, open.from, caret, token));
  };
  // The button does what typing the brackets does; what was selected makes room for the citation.
  const begin = (): void => {
    const { selectionStart, selectionEnd } = ref.current ?? { selectionStart: text.length, selectionEnd: text.length };
    setLeft(false);
    setAt(0);
    write(openCitation(text, selectionEnd) === null ? withCitation(text, selectionStart, selectionEnd, "[[") : { text, caret: selectionEnd });
  };
  const move = (event: KeyboardEvent): void => {
    if (open === null || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) cite(chosen);
    else if (event.key === "Escape") setLeft(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <FieldFrameView id={id} label={t("story.text")} hint={t("story.textHint")}>
      <textarea
        ref={ref} id={id} className={css["area"]} rows={6} value={text} data-testid="section-text" aria-autocomplete="list" aria-controls={open === null ? undefined : `${id}-list`} aria-describedby={`${id}-note`}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.token}`} onKeyDown={move} onSelect={look} onBlur={() => setLeft(true)}
        onChange={(event) => { setLeft(false); setAt(0); setCaret(event.target.selectionStart); onChange(event.target.value); }}
      />
      <Button size="small" icon={<Quote size={13} aria-hidden />} onClick={begin} data-testid="section-cite">{t("story.cite")}</Button>
      {open !== null && (found.length === 0 ? <p className={css["meta"]}>{t("story.nothing")}</p> : (
        <div ref={listRef} role="listbox" id={`${id}-list`} aria-label={t("story.citable")} className={css["list"]}>
          {found.map((one) => (
            <div key={one.token} id={`${id}-${one.token}`} role="option" aria-selected={one === chosen} className={css["option"]} onPointerDown={(event) => { event.preventDefault(); cite(one); }}>
              <CitableWords citable={one} />
            </div>
          ))}
        </div>
      ))}
    </FieldFrameView>
  );
}

/** What a citation would stand for: its kind, its time, what it is called, and for an observation what was seen. */
function CitableWords({ citable: { kind, title, atMs, seen, token } }: { readonly citable: Citable }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const what = seen === undefined ? [] : [t(`common:observation.${seen.state}`), ...(seen.count === null ? [] : [t("exhibits.count", { count: seen.count })])];
  return (
    <>
      <small>{t(`story.kind.${kind}`)}{atMs !== null && <span className="digits"> {words.time(atMs)}</span>}</small>{" "}
      {[title, ...what].filter((part) => part !== "").join(" · ")} <small>{token}</small>
    </>
  );
}
