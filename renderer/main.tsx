// Where the window begins: language and theme before the first paint, then the app. Nothing is decided here.

import "./app/without-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { keepFocusNearGoneRows } from "./design/gone-row-focus.ts";
import { startEngineState } from "./engine/engine-state.ts";
import { startTranslations } from "./i18n.ts";
import { startJobs } from "./jobs/jobs-store.ts";
import { startOwnKeys } from "./settings/own-keys.ts";
import { startTheme } from "./settings/settings.ts";
import "./design/tokens.css";
import "./design/base.css";

startTheme();
startOwnKeys();
startTranslations();
startEngineState();
startJobs();
keepFocusNearGoneRows();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html lacks #root");
createRoot(root).render(<StrictMode><App /></StrictMode>);
