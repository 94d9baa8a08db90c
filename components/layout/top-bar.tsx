import { ScrollText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import type { Connection, Session } from "@/lib/contract/session";
import { layoutText } from "@/lib/text/layout-text";
import { ALL_IMAGES_PATH, auditPath, imagesPath } from "@/lib/utils/paths";
import { BrandMark } from "./brand";
import { CommandCenter } from "./commands/command-center";
import { ConnectionSwitcher } from "./connection-switcher";
import { SignOutButton } from "./sign-out-button";
import { ThemeMenu } from "./theme-menu";

interface TopBarProps {
  session: Session;
  /** Null on a page about all connections. */
  connection: Connection | null;
}

/** Product, connection, account and role, theme, sign-out. */
export function TopBar({ session, connection }: TopBarProps): ReactNode {
  // With nothing to choose from there is nothing to press.
  const hasChoice = session.connections.length > 1 || session.providers.length > 1;
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface print:static">
      <div className="mx-auto flex h-12 max-w-440 items-center gap-3 px-4 sm:px-6">
        <Link
          href={connection === null ? ALL_IMAGES_PATH : imagesPath(connection.id)}
          className="touch-target -mx-1 flex shrink-0 items-center gap-2 rounded-md px-1 font-semibold tracking-tight whitespace-nowrap"
        >
          <BrandMark className="size-5 shrink-0" />
          <span className={hasChoice ? "max-md:sr-only" : "max-sm:sr-only"}>{layoutText.product}</span>
        </Link>
        <span
          aria-hidden
          className={`h-4 w-px rotate-12 bg-line-strong ${hasChoice ? "max-md:hidden" : "max-sm:hidden"}`}
        />
        {hasChoice || connection === null ? (
          <ConnectionSwitcher current={connection} />
        ) : (
          <span className="min-w-0 truncate text-ink-muted max-sm:sr-only">{connection.label}</span>
        )}
        <div className="ml-auto" />
        <CommandCenter connection={connection} />
        <div className="flex min-w-0 items-center gap-1">
          {connection?.capabilities.audit.allowed === true && <AuditLink connection={connection.id} />}
          {connection !== null && <AccountBadge connection={connection} />}
          <ThemeMenu />
          <SignOutButton connection={connection} />
        </div>
      </div>
    </header>
  );
}

/** For those who may know who did what. */
function AuditLink({ connection }: { connection: string }): ReactNode {
  return (
    <Tooltip text={layoutText.audit}>
      <Link
        href={auditPath(connection)}
        prefetch={false}
        aria-label={layoutText.audit}
        className="touch-target mr-1 inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-faint transition-colors hover:bg-hover hover:text-ink pointer-coarse:size-9"
      >
        <ScrollText aria-hidden className="size-4" />
      </Link>
    </Tooltip>
  );
}

/** Which account one is, and what its role is called: in full on hover and for assistive technology. */
function AccountBadge({ connection: { account } }: { connection: Connection }): ReactNode {
  const { name, role } = account;
  const sentence = describeAccount(name, role);
  if (sentence === null) return null;
  return (
    <Tooltip text={sentence}>
      <p className="mr-1 flex min-w-0 items-center gap-2 text-xs">
        <span className="sr-only">{sentence}</span>
        {/* Some accounts are called after their role: once is enough to look at. */}
        {name !== null && name !== role && (
          <span aria-hidden className="min-w-0 truncate text-ink-muted">
            {name}
          </span>
        )}
        {role !== null && (
          <span
            aria-hidden
            className="rounded-sm bg-sunken px-1.5 py-0.5 text-2xs font-medium text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line)]"
          >
            {role}
          </span>
        )}
      </p>
    </Tooltip>
  );
}

function describeAccount(name: string | null, role: string | null): string | null {
  const text = layoutText.account;
  if (name === null) return role === null ? null : text.role(role);
  return role === null ? text.signedInAs(name) : text.both(text.signedInAs(name), text.role(role));
}
