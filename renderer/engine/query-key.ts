// One text for one question: the same method and input give the same key, whatever the order of the input's fields.
// Not a hash and not for storage; it only tells two questions of this window apart.

/** JSON with sorted keys; fields that are undefined are left out, as the engine never sees them. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item === undefined ? null : item)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value as Record<string, unknown>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, field]) => `${JSON.stringify(name)}:${stableJson(field)}`);
  return `{${fields.join(",")}}`;
}

export function queryKey(method: string, input: unknown): string {
  return `${method} ${stableJson(input)}`;
}
