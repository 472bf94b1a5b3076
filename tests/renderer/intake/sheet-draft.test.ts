// The intake sheet between its fields and what is kept of it.

import { describe, expect, it } from "vitest";
import { intakeFacts } from "../../../contract/intake.ts";
import { useIntakeOffer } from "../../../renderer/intake/intake-offer-store.ts";
import { draftErrorMs, draftFault, draftFrom, emptyDraft, inputFrom, type SheetDraft } from "../../../renderer/intake/sheet-draft.ts";

const draft = (part: Partial<SheetDraft> = {}): SheetDraft => ({ ...emptyDraft("/media/usb/shop"), ...part });

describe("a sheet", () => {
  it("may stay empty but for its folder", () => {
    expect(draftFault(draft())).toBeNull();
    const { intakeId, ...facts } = inputFrom(draft());
    expect(intakeId).toBeNull();
    expect(intakeFacts.parse(facts)).toEqual(intakeFacts.parse({ folder: "/media/usb/shop" }));
  });

  it.each<[string, Partial<SheetDraft>, string]>([
    ["no folder", { folder: " " }, "folder"], ["half a comparison", { recorderMs: 5 }, "clock"], ["the other half", { beijingMs: 5 }, "clock"],
    ["a time that cannot be read", { takenMs: "unreadable" }, "time"], ["half of it unreadable", { recorderMs: "unreadable" }, "time"],
    ["no days", { retentionDays: "0" }, "retention"], ["days that are none", { retentionDays: "two weeks" }, "retention"], ["a crowd", { officers: "王,".repeat(21) }, "officers"],
  ])("with %s is not kept", (_, part, fault) => {
    expect(draftFault(draft(part))).toBe(fault);
  });

  it("reads names apart however they were typed, and keeps nothing that was only spaces", () => {
    expect(inputFrom(draft({ officers: " 王警官、李警官， 张三;Li Si ", place: "  ", retentionDays: " 15 " }))).toMatchObject({ officers: ["王警官", "李警官", "张三", "Li Si"], place: null, retentionDays: 15 });
  });

  it("says by how much the recorder is fast", () => {
    expect([draftErrorMs(draft({ recorderMs: 127_000, beijingMs: 0 })), draftErrorMs(draft({ recorderMs: 127_000 }))]).toEqual([127_000, null]);
  });

  it("comes back as it was kept", () => {
    const facts = intakeFacts.parse({ folder: "/f", place: "海味店", officers: ["王", "李"], recorderMs: 9, beijingMs: 8, takenMs: 7, overwriteMs: 6, retentionDays: 15, uncertaintyMs: 408, photoPath: "/p.jpg", copyMethod: "USB" });
    const { intakeId, ...back } = inputFrom(draftFrom({ intakeId: 3, facts }));
    expect([intakeId, intakeFacts.parse(back)]).toEqual([3, facts]);
  });
});

it("is offered for folders, once each, until it is answered", () => {
  const { offer, answer } = useIntakeOffer.getState();
  offer(["/media/usb/shop"]);
  offer(["/media/usb/shop", "/media/usb/gate"]);
  expect(useIntakeOffer.getState().folders).toEqual(["/media/usb/shop", "/media/usb/gate"]);
  answer("/media/usb/shop");
  expect(useIntakeOffer.getState().folders).toEqual(["/media/usb/gate"]);
});
