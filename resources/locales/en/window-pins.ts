// Words of the window for the list of pins.

export const windowPins = {
  pinList: {
    keys: "↑ ↓ move · Enter goes there · E edits · Del takes it off",
    keysReading: "↑ ↓ move · Enter goes there",
  },
} as const;
