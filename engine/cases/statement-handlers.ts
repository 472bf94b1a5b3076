// Requests about people and vehicles, statements and the story. Facts are event-handlers.ts.

import { AppError } from "../../contract/errors.ts";
import type { Statement, StorySection } from "../../contract/reconstruction.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listSubjects, requireSection, requireStatement, requireSubject } from "../store/statements.ts";
import { readCaseView, statementFromRow } from "./case-file.ts";
import { requireOrder } from "./case-handlers.ts";

type SubjectMethods = "subjects.add" | "subjects.update" | "subjects.remove" | "subjects.restore";
type StatementMethods = "statements.add" | "statements.update" | "statements.assess" | "statements.remove" | "statements.restore";
type StoryMethods = "story.save" | "story.order" | "story.remove" | "story.restore";

function subjectHandlers(context: EngineContext): SomeHandlers<SubjectMethods> {
  const { db } = context.store;
  const told = (subjectId: number) => {
    context.changed("cases", "custody");
    return requireSubject(db, subjectId);
  };
  return {
    "subjects.add": async (input) => told((await context.write("subjects.add", input)).subjectId),
    "subjects.update": async (input) => {
      await context.write("subjects.update", input);
      return told(input.subjectId);
    },
    "subjects.remove": async (input) => {
      await context.write("subjects.remove", input);
      context.changed("cases", "custody");
      return {};
    },
    "subjects.restore": async (input) => {
      await context.write("subjects.restore", input);
      return told(input.subjectId);
    },
  };
}

function statementOnlyHandlers(context: EngineContext): SomeHandlers<StatementMethods> {
  const { db } = context.store;
  const told = (statementId: number): Statement => {
    context.changed("cases", "custody");
    const row = requireStatement(db, statementId);
    return statementFromRow(db, row, listSubjects(db, row.caseId));
  };
  return {
    "statements.add": async (input) => {
      requireOrder(input.fromMs, input.toMs, "toMs");
      return told((await context.write("statements.add", input)).statementId);
    },
    "statements.update": async (input) => {
      requireOrder(input.fromMs, input.toMs, "toMs");
      await context.write("statements.update", input);
      return told(input.statementId);
    },
    "statements.assess": async (input) => {
      await context.write("statements.assess", input);
      return told(input.statementId);
    },
    "statements.remove": async (input) => {
      await context.write("statements.remove", input);
      context.changed("cases", "custody");
      return {};
    },
    "statements.restore": async (input) => {
      await context.write("statements.restore", input);
      return told(input.statementId);
    },
  };
}

function storyHandlers(context: EngineContext): SomeHandlers<StoryMethods> {
  const { db } = context.store;
  const told = (sectionId: number): StorySection => {
    context.changed("cases", "custody");
    const { caseId } = requireSection(db, sectionId);
    const section = readCaseView(db, caseId).story.find((one) => one.sectionId === sectionId);
    if (section === undefined) throw new AppError("section-unknown", { sectionId });
    return section;
  };
  return {
    "story.save": async (input) => told((await context.write("story.save", input)).sectionId),
    "story.order": async (input) => {
      await context.write("story.order", input);
      context.changed("cases", "custody");
      return {};
    },
    "story.remove": async (input) => {
      await context.write("story.remove", input);
      context.changed("cases", "custody");
      return {};
    },
    "story.restore": async (input) => {
      await context.write("story.restore", input);
      return told(input.sectionId);
    },
  };
}

export function statementHandlers(context: EngineContext): SomeHandlers<SubjectMethods | StatementMethods | StoryMethods> {
  return { ...subjectHandlers(context), ...statementOnlyHandlers(context), ...storyHandlers(context) };
}
