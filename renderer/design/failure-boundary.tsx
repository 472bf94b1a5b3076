// Keeps a fault in one part of the window from taking the others with it: the part says so and can be opened again.
// What the engine refuses is no such fault; it is shown where it was asked (notice.tsx).

import { Component, type ReactNode } from "react";
import { useWords } from "../i18n.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

interface FailureBoundaryProps {
  readonly children: ReactNode;
}

interface FailureBoundaryState {
  readonly failure: string | null;
}

export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): FailureBoundaryState {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children;
    return <FailureNotice failure={this.state.failure} onRetry={() => this.setState({ failure: null })} />;
  }
}

function FailureNotice({ failure, onRetry }: { readonly failure: string; readonly onRetry: () => void }) {
  const { t } = useWords();
  return (
    <Notice tone="bad" fix={t("failure.fix")} actions={<Button size="small" onClick={onRetry}>{t("failure.retry")}</Button>}>
      {t("failure.what", { message: failure })}
    </Notice>
  );
}
