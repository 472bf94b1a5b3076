// Work on several items at once whose results come in the order of the items, so that what is written does not depend on
// which file happened to be read faster.

/** Runs `work` on at most `atOnce` items beyond the one whose result is awaited. The first error ends it; what runs is waited for. */
export async function* inOrder<T, R>(items: AsyncIterable<T> | Iterable<T>, atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const task = work(item);
      // Its error is told when its turn comes, not before.
      task.catch(() => undefined);
      running.push(task);
      if (running.length >= atOnce) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
  } finally {
    await Promise.allSettled(running);
  }
}
