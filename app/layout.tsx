import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { layoutText } from "@/lib/text/layout-text";
import "./globals.css";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: layoutText.product, template: `%s · ${layoutText.product}` },
  description: layoutText.description,
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#131417" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Made for each answer together with its Content-Security-Policy; the script that picks the theme must carry it.
  const made = await headers();
  const nonce = made.get("x-nonce");
  return (
    // The theme is set on this element before React looks at it.
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      // What the policy lets scripts connect to, for them to say so where it does not.
      data-connect-sources={made.get("x-connect-sources")}
      // What the page is part of, for it to ask whether a server still has it.
      data-build={made.get("x-build") ?? undefined}
      suppressHydrationWarning
    >
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
