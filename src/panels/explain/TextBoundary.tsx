import { Component, type ReactNode } from "react";
import { say } from "../../languages/say.ts";

/** A text that cannot be fetched or drawn says so, and takes nothing else along. */
export class TextBoundary extends Component<
  { readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <p role="alert">{say`This text could not be fetched. Reload the page to try again.`}</p>;
  }
}
