// The one button: text, icon or both. It says what it does in words; an icon alone always carries a label.

import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import css from "./button.module.css";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: "plain" | "primary" | "quiet" | "danger";
  readonly size?: "small" | "normal" | "large";
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = "plain", size = "normal", icon, children, className, type = "button", ...rest }: ButtonProps) {
  const classes = [css["button"], css[kind], size === "normal" ? "" : css[size], children === undefined ? css["icon"] : "", className];
  return (
    <button {...rest} type={type} className={classes.filter(Boolean).join(" ")}>
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** What it does; read out and shown as the tip. */
  readonly label: string;
}

export function IconButton({ label, kind = "quiet", ...rest }: IconButtonProps) {
  return <Button {...rest} kind={kind} aria-label={label} title={rest.title ?? label} />;
}
