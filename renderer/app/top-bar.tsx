// The one bar on top: which library, bringing footage in, checking a bundle, what is wrong, what runs, and how the
// window looks. Everything of a case is in the case panel, everything of time below.

import { useTranslation } from "react-i18next";
import { CalendarX2, ChevronDown, CircleHelp, ClipboardList, Database, FolderPlus, HardDrive, Images, ListPlus, Moon, PanelBottom, PanelLeft, PanelRight, PlayCircle, ShieldCheck, Sun, Table2, TextSearch, TriangleAlert, UserRound } from "lucide-react";
import { changeActor } from "../actor/actor-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { MenuButton, type MenuItem } from "../design/menu.tsx";
import { libraryNameFromPath, useLibrary, type Library } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useGapView } from "../gaps/gap-store.ts";
import { UndoButtons } from "../history/undo-buttons.tsx";
import { setLang, useLang, useWords } from "../i18n.ts";
import { JobsButton } from "../jobs/jobs-tray.tsx";
import { chooseFootage, importCameraList, openProblems, openSample } from "../library/add-footage.ts";
import { useSettings } from "../settings/settings.ts";
import { useShell } from "./shell-store.ts";
import { usePanels, type PanelName } from "./panels-store.ts";
import css from "./top-bar.module.css";

export function TopBar({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useWords();
  const library = useLibrary().data;
  const open = useShell((s) => s.open);
  const isWritable = library?.writable === true;
  return (
    <header className={css["bar"]}>
      <h1 className={css["brand"]}>{t("common:appName")}</h1>
      {library !== null && <LibraryMenu library={library} />}
      <span className={css["sep"]} />
      {!isEmpty && isWritable && <Button kind="quiet" icon={<FolderPlus size={15} aria-hidden />} onClick={() => void chooseFootage()} data-testid="add-footage">{t("library.add")}</Button>}
      <Button kind="quiet" icon={<ShieldCheck size={15} aria-hidden />} onClick={() => open({ kind: "verify", path: null })} data-testid="verify-open">{t("verify.open")}</Button>
      <span className={css["push"]} />
      {!isEmpty && isWritable && <><UndoButtons /><span className={css["sep"]} /></>}
      <ProblemsButton />
      <JobsButton />
      <span className={css["sep"]} />
      {!isEmpty && <PanelButtons />}
      <LookButtons />
      <IconButton label={t("help.title")} icon={<CircleHelp size={16} aria-hidden />} onClick={() => open({ kind: "help" })} data-testid="help-open" />
    </header>
  );
}

function LibraryMenu({ library }: { readonly library: Library }) {
  const { t } = useTranslation(["window", "common", "wall", "gaps"]);
  const items: readonly MenuItem[] = [
    { key: "add", label: t("library.addFolder"), icon: <FolderPlus size={14} aria-hidden />, isDisabled: !library.writable, onChoose: () => void chooseFootage() },
    { key: "list", label: t("library.importCameras"), icon: <ListPlus size={14} aria-hidden />, isDisabled: !library.writable, onChoose: () => void importCameraList() },
    { key: "intake", label: t("intake.open"), icon: <ClipboardList size={14} aria-hidden />, isDisabled: !library.writable, onChoose: () => useShell.getState().open({ kind: "intake", folder: null }) },
    { key: "previews", label: t("previews.open"), icon: <Images size={14} aria-hidden />, isDisabled: !library.writable, onChoose: () => useShell.getState().open({ kind: "previews" }) },
    { key: "files", label: t("files.open"), icon: <Table2 size={14} aria-hidden />, isDisabled: library.fileCount === 0, startsGroup: true, onChoose: () => useShell.getState().open({ kind: "files", filter: {} }), testId: "files-open" },
    { key: "gaps", label: t("gaps:open"), icon: <CalendarX2 size={14} aria-hidden />, isDisabled: library.cameraCount === 0, onChoose: () => useGapView.setState({ isOpen: true }), testId: "gaps-open" },
    { key: "roots", label: t("roots.open"), icon: <HardDrive size={14} aria-hidden />, onChoose: () => useShell.getState().open({ kind: "roots" }), testId: "roots-open" },
    { key: "patterns", label: t("patterns.open"), icon: <TextSearch size={14} aria-hidden />, onChoose: () => useShell.getState().open({ kind: "patterns" }), testId: "patterns-open" },
    {
      key: "sample", label: library.fileCount > 0 ? t("library.sampleNeedsEmpty") : t("library.openSample"), icon: <PlayCircle size={14} aria-hidden />,
      isDisabled: !library.writable || library.fileCount > 0, onChoose: () => void openSample(),
    },
    {
      key: "actor", label: library.actor === null ? t("actor.set") : t("actor.is", { name: library.actor.name }), icon: <UserRound size={14} aria-hidden />,
      startsGroup: true, isDisabled: !library.writable, onChoose: changeActor, testId: "menu-actor",
    },
    { key: "copies", label: t("wall:copies.open"), onChoose: () => useShell.getState().open({ kind: "copies" }) },
    { key: "show", label: t("library.showFolder"), onChoose: () => void window.quayline.showInFolder(library.path).catch(() => undefined) },
  ];
  return (
    <MenuButton label={t("library.menu", { path: library.path })} items={items} icon={<Database size={14} aria-hidden />} testId="library-menu">
      <span className={css["library"]}><span>{libraryNameFromPath(library.path)}</span></span>
      <ChevronDown size={13} aria-hidden />
    </MenuButton>
  );
}

function ProblemsButton() {
  const { t } = useWords();
  const counts = useQuery("files.problems", { limit: 0 }, { topics: ["files"] }).data?.counts;
  if (counts === undefined) return null;
  const count = counts.unreadable + counts.doubtful;
  if (count + counts.notice === 0) return null;
  return (
    <Button
      kind="quiet" className={count > 0 ? css["problems"] : undefined} icon={count > 0 ? <TriangleAlert size={15} aria-hidden /> : undefined}
      title={t("problems.tip")} onClick={() => openProblems(null)} data-testid="problems-open"
    >
      <span className="digits">{count > 0 ? t("problems.button", { count }) : t("problems.notices", { count: counts.notice })}</span>
    </Button>
  );
}

const PANEL_SHAPES = { cameras: PanelLeft, timeline: PanelBottom, case: PanelRight };

function PanelButtons() {
  const { t } = useWords();
  const { folded, toggle } = usePanels();
  return (
    <>
      {(["cameras", "timeline", "case"] satisfies PanelName[]).map((name) => {
        const Shape = PANEL_SHAPES[name];
        const isFolded = folded[name];
        return <IconButton key={name} label={isFolded ? t(`panels.show.${name}`) : t(`panels.fold.${name}`)} icon={<Shape size={16} aria-hidden />} aria-pressed={!isFolded} onClick={() => toggle(name)} data-testid={`fold-${name}`} />;
      })}
      <span className={css["sep"]} />
    </>
  );
}

function LookButtons() {
  const { t } = useWords();
  const lang = useLang();
  const { theme, setTheme } = useSettings();
  const other = lang === "en" ? "zh-CN" : "en";
  return (
    <>
      <Button kind="quiet" className={css["lang"]} lang={other} title={t("lang.switch")} onClick={() => setLang(other)} data-testid="lang-toggle">{other === "en" ? "EN" : "中文"}</Button>
      <IconButton
        label={theme === "dark" ? t("theme.toLight") : t("theme.toDark")} icon={theme === "dark" ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
        onClick={() => setTheme(theme === "dark" ? "light" : "dark")} data-testid="theme-toggle"
      />
    </>
  );
}
