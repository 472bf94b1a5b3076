// The wall: one, two or four tiles on one clock.

export function Wall() {
  return <section data-testid="wall" />;
}
