// The application menu: the system's own roles with words in the app's language. The app's commands are in the window.
// It is hidden on Windows and Linux until Alt is pressed; its edit roles make copy and paste work everywhere.

import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Lang } from "../resources/locales/locales.ts";
import { translatorFor } from "../resources/locales/translator.ts";

export function setMenu(lang: Lang, isDevelopment: boolean, isMac: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(lang, isDevelopment, isMac)));
}

export function menuTemplate(lang: Lang, isDevelopment: boolean, isMac: boolean): MenuItemConstructorOptions[] {
  const t = translatorFor(lang);
  const separator: MenuItemConstructorOptions = { type: "separator" };
  const development: MenuItemConstructorOptions[] = [
    separator,
    { role: "reload", label: t("desktop:menu.reload") },
    { role: "toggleDevTools", label: t("desktop:menu.developerTools") },
  ];
  return [
    ...(isMac ? [{ role: "appMenu" } satisfies MenuItemConstructorOptions] : []),
    { label: t("desktop:menu.file"), submenu: [{ role: isMac ? "close" : "quit", label: t(isMac ? "desktop:menu.closeWindow" : "desktop:menu.quit") }] },
    {
      label: t("desktop:menu.edit"),
      submenu: [
        { role: "undo", label: t("desktop:menu.undo") },
        { role: "redo", label: t("desktop:menu.redo") },
        separator,
        { role: "cut", label: t("desktop:menu.cut") },
        { role: "copy", label: t("desktop:menu.copy") },
        { role: "paste", label: t("desktop:menu.paste") },
        { role: "selectAll", label: t("desktop:menu.selectAll") },
      ],
    },
    {
      label: t("desktop:menu.view"),
      submenu: [
        { role: "resetZoom", label: t("desktop:menu.actualSize") },
        { role: "zoomIn", label: t("desktop:menu.larger") },
        { role: "zoomOut", label: t("desktop:menu.smaller") },
        separator,
        { role: "togglefullscreen", label: t("desktop:menu.fullScreen") },
        ...(isDevelopment ? development : []),
      ],
    },
  ];
}
