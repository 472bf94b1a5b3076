// Words of the window for the list of pins.

export const windowPins = {
  pinList: {
    keys: "↑ ↓ move · Enter goes there · C reads the clock where the order is open · A shows a statement by it · E edits · Del takes it off",
    keysReading: "↑ ↓ move · Enter goes there",
  },
  listKeys: {
    title: "Lists of the case (with the focus on them)",
    move: "Row above, row below",
    ends: "First and last row, a page up or down",
    go: "Go there",
    fold: "Timeline: fold and unfold a group",
    clock: "Pins: read the clock that nobody read, where the order is open",
    statement: "Pins: say which statement it shows",
    edit: "Edit a pin or a fact",
    remove: "Take a pin or a fact off the case",
  },
} as const;
