// The timeline: lanes of all cameras on one axis of true time.

export function Timeline() {
  return <section data-testid="timeline" />;
}
