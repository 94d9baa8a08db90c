"use client";

import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

const itemClassName =
  "flex min-h-8 items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

export function Menu({ trigger, children, align = "end" }: MenuProps): ReactNode {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="enter z-30 max-w-72 min-w-52 rounded-lg bg-raised p-1 shadow-popover"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface MenuItemProps {
  icon: LucideIcon;
  children: ReactNode;
  onSelect?: () => void;
  danger?: boolean;
  /** Why it cannot be used now. It stays reachable, with the reason under it. */
  disabledReason?: string | undefined;
}

/** One command. A disabled one keeps its place in the keyboard's order, so that its reason can be read. */
export function MenuItem({ icon: Icon, children, onSelect, danger = false, disabledReason }: MenuItemProps): ReactNode {
  const disabled = disabledReason !== undefined;
  return (
    <Primitive.Item
      aria-disabled={disabled || undefined}
      aria-description={disabledReason}
      className={classNames(
        itemClassName,
        "text-ink [&_svg]:text-ink-faint",
        danger && "text-negative data-highlighted:bg-negative-soft [&_svg]:text-negative",
        disabled &&
          "cursor-not-allowed items-start text-ink-faint data-highlighted:bg-transparent [&_svg]:text-ink-faint",
      )}
      onSelect={(event) => {
        if (disabled) event.preventDefault();
        else onSelect?.();
      }}
    >
      <Icon aria-hidden className={classNames(disabled && "mt-0.5")} />
      <span className="min-w-0">
        {children}
        {disabled && (
          <span aria-hidden className="block text-xs text-ink-faint">
            {disabledReason}
          </span>
        )}
      </span>
    </Primitive.Item>
  );
}

export function MenuSeparator(): ReactNode {
  return <Primitive.Separator className="mx-1 my-1 h-px bg-line" />;
}

/** What the choices below it are about. */
export function MenuLabel({ children }: { children: ReactNode }): ReactNode {
  return <Primitive.Label className="px-2 pt-1.5 pb-1 text-xs text-ink-muted">{children}</Primitive.Label>;
}

/** Items that belong together, under what they belong to. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Primitive.Group aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {children}
    </Primitive.Group>
  );
}

interface MenuChoicesProps<T extends string> {
  value: T;
  choices: readonly { value: T; label: string; icon?: LucideIcon }[];
  onChange: (value: T) => void;
}

/** One of several; a check mark stands at the chosen one. */
export function MenuChoices<T extends string>({ value, choices, onChange }: MenuChoicesProps<T>): ReactNode {
  return (
    <Primitive.RadioGroup value={value}>
      {choices.map(({ value: choice, label, icon: Icon }) => (
        <Primitive.RadioItem
          key={choice}
          value={choice}
          className={classNames(itemClassName, "text-ink")}
          onSelect={() => onChange(choice)}
        >
          {Icon !== undefined && <Icon aria-hidden className="text-ink-faint" />}
          <span className="flex-1">{label}</span>
          <Primitive.ItemIndicator>
            <Check aria-hidden className="text-accent-text" />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}
