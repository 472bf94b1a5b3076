// Every command, in the order of the help.

import type { Command } from "./command.ts";
import { camerasImport, camerasList } from "./commands/camera-commands.ts";
import { caseCreate, caseList, caseShow, pinAdd } from "./commands/case-commands.ts";
import { filesAssign, filesPlace } from "./commands/choice-commands.ts";
import { history, redo, undo } from "./commands/change-commands.ts";
import { clockRead } from "./commands/clock-read-command.ts";
import { clockAdd, clockRemove, clockSame, clockShow } from "./commands/clock-commands.ts";
import { access, continuity, eliminate, lookNext } from "./commands/continuity-commands.ts";
import { custody, exportBundle, verify } from "./commands/evidence-commands.ts";
import { exhibitAdd, exhibitChange, exhibitRetire, exhibitView, observe, observeChange, observeHistory, observeWithdraw } from "./commands/exhibit-commands.ts";
import { factAdd, factExport, factImport, factRemove } from "./commands/fact-commands.ts";
import { files, frame, gaps, recordings } from "./commands/footage-commands.ts";
import { gapsReport } from "./commands/gap-report-command.ts";
import { index } from "./commands/index-command.ts";
import { intakeAdd, intakeChange, intakeList } from "./commands/intake-commands.ts";
import { laterCommands } from "./commands/later-commands.ts";
import { doctor, init } from "./commands/library-commands.ts";
import { follow, neighboursList, neighboursSet } from "./commands/neighbour-commands.ts";
import { caseOrder } from "./commands/order-commands.ts";
import { path } from "./commands/path-command.ts";
import { patternsTry } from "./commands/pattern-commands.ts";
import { previews } from "./commands/preview-commands.ts";
import { proxies, proxiesMake } from "./commands/proxy-commands.ts";
import { rootsList, rootsMove } from "./commands/root-commands.ts";
import { sample } from "./commands/sample-command.ts";
import { personAdd, personList, personRemove, statementAdd, statementAssess, statementList, storyShow, storyWrite } from "./commands/statement-commands.ts";
import { caseTimeline } from "./commands/timeline-command.ts";
import { watched } from "./commands/watched-command.ts";

export const commands: readonly Command[] = [
  init, camerasImport, camerasList, patternsTry, index, intakeAdd, intakeChange, intakeList, rootsList, rootsMove, previews,
  files, filesAssign, filesPlace, recordings, gaps, gapsReport, clockAdd, clockSame, clockShow, clockRead, clockRemove, frame,
  caseCreate, caseList, caseShow, caseTimeline, caseOrder, pinAdd, exhibitAdd, exhibitChange, exhibitRetire, exhibitView, observe, observeChange, observeWithdraw, observeHistory,
  personAdd, personList, personRemove, statementAdd, statementAssess, statementList, factAdd, factImport, factExport, factRemove, storyWrite, storyShow,
  continuity, lookNext, access, eliminate, path, neighboursList, neighboursSet, follow, watched, history, undo, redo,
  exportBundle, verify, custody, proxies, proxiesMake, doctor, sample,
  ...laterCommands,
];
