// Words of the window for changing keys.

export const windowKeys = {
  ownKeys: {
    open: "Change keys…",
    title: "Change keys",
    search: "Find an action or a key",
    nothing: "No action is called so and no key reads so.",
    none: "no key",
    add: "Another key for: {{action}}",
    remove: "Take {{key}} away from: {{action}}",
    reset: "Keys as at first: {{action}}",
    resetAll: "All keys as at first",
    pressNow: "Press the key for “{{action}}”, alone or with Ctrl or Shift. Escape calls it off.",
    reserved: "{{key}} belongs to the system or to the app’s menu.",
    conflict: "{{key}} means “{{holder}}” now.",
    take: "Give it to the new one",
    leave: "Leave it",
  },
} as const;
