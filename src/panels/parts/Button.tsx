import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./Button.module.css";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `plain` has no outline; `act` is the one thing to do here. */
  readonly look?: "outlined" | "plain" | "act" | "chip";
  readonly small?: boolean;
  /** The key that does the same, shown beside the label. */
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean;
  readonly children?: ReactNode;
}

export function Button({
  look = "outlined",
  small = false,
  shortcut,
  pressed,
  children,
  className = "",
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      className={`${styles.button} ${styles[look]} ${small ? styles.small : ""} ${className}`}
      {...rest}
    >
      {children}
      {shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}
