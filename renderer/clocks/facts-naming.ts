// Which facts of a case are about a camera: those that name it by its id or its name, in their words or their source. Pure.

export function factsNaming<F extends { readonly text: string; readonly source: string | null }>(facts: readonly F[], names: readonly string[]): F[] {
  const wanted = names.map((name) => name.trim()).filter((name) => name !== "");
  return facts.filter(({ text, source }) => wanted.some((name) => text.includes(name) || source?.includes(name) === true));
}
