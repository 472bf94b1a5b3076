// The order of things before a logged act: known already? else ask, then act; and where the engine still says that it
// does not know, ask and act once more. No dialog and no engine here.

import { AppError } from "../../contract/errors.ts";

export async function askBefore<T>(isKnown: () => Promise<boolean>, ask: () => Promise<void>, act: () => Promise<T>): Promise<T> {
  if (!(await isKnown())) await ask();
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "actor-unknown") throw error;
    await ask();
    return act();
  }
}
