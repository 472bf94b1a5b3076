// Words of the window for the intake sheet: what is written down where footage is copied off a recorder.

export const windowIntake = {
  intake: {
    open: "Intake sheets…",
    offer: "Footage is being added from {{folder}}. Was it copied off a recorder?",
    offerFix: "Filled in once, the intake sheet corrects the clocks of its cameras and gives the papers their facts. It can wait: the library's menu has it.",
    fill: "Fill in the intake sheet", later: "Later",
    title: "Intake sheet",
    why: "What was seen where the footage was copied. Leave empty what you do not know; it can be filled in later.",
    which: "Sheet", new: "A new sheet",
    folder: "Folder of the copy", chooseFolder: "The folder that the copy lies in", choose: "Choose…",
    recorderMs: "The recorder showed", beijingMs: "Beijing time at that moment",
    clockHalf: "The two times count only together: enter both, or neither.",
    clockSays: "The recorder's clock: {{error}}. Each camera of this folder gets this as a clock reading.",
    refused: "These cameras have readings that do not fit this one, so they did not get it: {{cameras}}",
    reference: "Beijing time taken from", referenceExample: "NTP, phone, 12117",
    photo: "Photo of both clocks", choosePhoto: "The photo that shows both clocks",
    takenMs: "Copied at", place: "Where", holder: "Who holds the recorder", device: "Make, model, serial number", channels: "Channels copied",
    officers: "Officers", officersHint: "Two are needed for the papers; separate names with commas.", officersBad: "At most 20 names.",
    overwriteMs: "The oldest of this footage is overwritten at", retention: "The recorder keeps footage for (days)", retentionBad: "A whole number of days, from 1 to 36,500.",
    copyMethod: "How the copy was made", notSeizedReason: "Why the medium itself was not seized", note: "Remarks",
    save: "Keep the sheet",
  },
} as const;
