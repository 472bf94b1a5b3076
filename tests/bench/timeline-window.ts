// The timeline in the app's window, for its benchmark: what a step of zoom takes to paint, and how many frames come while dragging.

import type { BenchReport } from "./bench-report.ts";

export async function measureWindow(report: BenchReport, libraryPath: string): Promise<void> {
  report.line(`${libraryPath}: the window is not measured yet`);
}
