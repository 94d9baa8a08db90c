"use client";

import { PlainPage } from "@/components/layout/plain-page";
import { Button } from "@/components/ui/button";

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <PlainPage title="This page failed">
      <p className="text-ink-muted">
        Uploads in this tab go on.{" "}
        {digest === null ? "Try again." : "Try again; if it stays so, give the operator the number below."}
      </p>
      {digest !== null && <p className="font-mono text-xs text-ink-muted">{digest}</p>}
      <Button onClick={retry}>Try again</Button>
    </PlainPage>
  );
}
