"use client";

import { PlainPage } from "@/components/layout/plain-page";
import { Button } from "@/components/ui/button";
import { SIGN_IN_UNCHECKED } from "@/lib/contract/page-errors";
import { plainPageText } from "@/lib/text/plain-page-text";

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const text = plainPageText.pageFailed;
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  if (digest === SIGN_IN_UNCHECKED) {
    return (
      <PlainPage title={text.unchecked.title}>
        <p className="text-ink-muted">{text.unchecked.body}</p>
        <Button onClick={retry}>{plainPageText.tryAgain}</Button>
      </PlainPage>
    );
  }
  return (
    <PlainPage title={text.title}>
      <p className="text-ink-muted">{digest === null ? text.uploadsGoOn : text.uploadsGoOnWithNumber}</p>
      {digest !== null && <p className="font-mono text-xs text-ink-muted">{digest}</p>}
      <Button onClick={retry}>{plainPageText.tryAgain}</Button>
    </PlainPage>
  );
}
