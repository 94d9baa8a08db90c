"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw, ShieldAlert } from "lucide-react";
import Link from "next/link";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { WayBack } from "@/components/layout/way-back";
import { Button, buttonClassName } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { auditQuery } from "@/lib/client/audit";
import { auditText as text } from "@/lib/text/audit-text";
import { classNames } from "@/lib/utils/class-names";
import { imagesPath } from "@/lib/utils/paths";
import { AuditFilters } from "./audit-filters";
import { AuditLoading, NoAuditEntries } from "./audit-states";
import { AuditTable } from "./audit-table";
import { useSettled } from "./use-settled";
import { NO_AUDIT_WISHES, useAuditAddress, type AuditAddress } from "./use-audit-address";

/** Who did what with the connection's images, for those who may know. */
export function AuditView(): ReactNode {
  const { id, capabilities } = useConnection();
  if (capabilities.audit.allowed) {
    return (
      <NuqsAdapter>
        <AllowedAuditView key={id} connection={id} />
      </NuqsAdapter>
    );
  }
  return (
    <EmptyState
      icon={ShieldAlert}
      heading="h1"
      title={text.notAllowed}
      actions={
        <Link href={imagesPath(id)} className={buttonClassName()}>
          {text.back}
        </Link>
      }
    >
      {capabilities.audit.reason}
    </EmptyState>
  );
}

function AllowedAuditView({ connection }: { connection: string }): ReactNode {
  const [address, change] = useAuditAddress();
  const query = useInfiniteQuery(auditQuery(connection, wishesOf(useSettled(address))));
  const { data, error, isFetching, isFetchNextPageError, hasNextPage } = query;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const hasFailed = error !== null && !isFetchNextPageError;
  return (
    <div data-wide>
      <WayBack connection={connection} />
      <header className="mb-4 flex items-start gap-2">
        <div className="mr-auto min-w-0">
          <h1 className="text-xl font-semibold">{text.title}</h1>
          <p className="text-sm text-ink-muted">{text.summary}</p>
        </div>
        <IconButton label={text.refresh} onClick={() => void query.refetch()}>
          <RotateCw aria-hidden className={classNames(isFetching && "animate-spin motion-reduce:animate-none")} />
        </IconButton>
      </header>
      <AuditFilters address={address} onChange={change} />
      <output aria-live="polite" className="flex h-9 items-center text-xs text-ink-muted tabular-nums">
        {data === undefined ? "" : text.shown(entries.length, !hasNextPage)}
      </output>
      {hasFailed && (
        <RequestError
          title={text.notLoaded}
          error={error}
          onRetry={() => void query.refetch()}
          retrying={isFetching}
          className="mb-4"
        />
      )}
      {data === undefined && !hasFailed && <AuditLoading />}
      {data !== undefined && entries.length === 0 && (
        <NoAuditEntries isFiltered={isFiltered(address)} onClear={() => change(NO_AUDIT_WISHES)} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} onImage={(image) => change({ image })} />}
      {isFetchNextPageError && <RequestError title={text.olderNotLoaded} error={error} className="mt-4" />}
      {hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text.older}
          </Button>
        </div>
      )}
    </div>
  );
}

function wishesOf({ actor, action, image }: AuditAddress) {
  return {
    ...(actor !== "" && { actor }),
    ...(action !== null && { action }),
    ...(image !== "" && { imageId: image }),
  };
}

function isFiltered({ actor, action, image }: AuditAddress): boolean {
  return actor !== "" || action !== null || image !== "";
}
