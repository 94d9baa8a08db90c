"use client";

import { GeistSans } from "geist/font/sans";
import { PlainPage } from "@/components/layout/plain-page";
import { Button } from "@/components/ui/button";
import { plainPageText } from "@/lib/text/plain-page-text";
import "./globals.css";

/** In place of everything, where not even the frame of all pages could be drawn. Next's own has styles that the policy refuses. */
export default function GlobalError() {
  return (
    <html lang="en" className={GeistSans.variable}>
      <body>
        <PlainPage title={plainPageText.pageFailed.title}>
          <p className="text-ink-muted">{plainPageText.pageFailed.reload}</p>
          {/* What this page is made of failed, so all of it is loaded again. */}
          <Button onClick={() => window.location.reload()}>{plainPageText.tryAgain}</Button>
        </PlainPage>
      </body>
    </html>
  );
}
