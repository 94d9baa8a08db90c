"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { describeError } from "@/components/layout/describe-error";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Spinner } from "@/components/ui/spinner";
import { scopesQuery } from "@/lib/client/queries";
import type { Connection } from "@/lib/contract/session";
import { layoutText } from "@/lib/text/layout-text";
import { listText } from "@/lib/text/list-text";

const { scopes: text } = listText;

interface ScopeChoicesProps {
  connection: string;
  /** What they are called. */
  scopes: NonNullable<Connection["scopes"]>;
  /** The id of the chosen one; null for all. */
  value: string | null;
  onChange: (scope: string | null) => void;
  onClose: () => void;
}

/** The parts that the list can be narrowed to, read when somebody wants to choose. */
export function ScopeChoices({ connection, scopes, value, onChange }: ScopeChoicesProps): ReactNode {
  const { data, error, isFetching, refetch } = useQuery(scopesQuery(connection));
  if (data === undefined) {
    return error === null ? (
      <p className="flex items-center gap-2 p-2 text-ink-muted">
        <Spinner />
        {text.loading}
      </p>
    ) : (
      <div role="alert" className="space-y-2 p-2 text-xs">
        <p className="text-negative">
          {text.notLoaded} {describeError(error).message}
        </p>
        <Button size="small" busy={isFetching} onClick={() => void refetch()}>
          {layoutText.errors.tryAgain}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Choices
        legend={scopes.label}
        type="radio"
        choices={[
          // No scope has an empty id.
          { value: "", label: scopes.allLabel },
          ...data.map(({ id, label }) => ({ value: id, label: <span className="truncate">{label}</span> })),
        ]}
        isChosen={(id) => id === (value ?? "")}
        onChange={(id) => onChange(id === "" ? null : id)}
      />
      {data.length === 0 && <p className="p-2 text-xs text-ink-muted">{text.none}</p>}
    </>
  );
}
