"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { KnownConnectionsProvider } from "@/components/layout/known-connections";
import { SignInAgain } from "@/components/layout/sign-in-again";
import { TitleAnnouncer } from "@/components/layout/title-announcer";
import { Toaster } from "@/components/ui/toaster";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { UpdateNotice } from "@/components/ui/update-notice";
import { TellUploads } from "@/components/uploads/tell-uploads";
import { UploadBackground } from "@/components/uploads/upload-background";
import { UploadTray } from "@/components/uploads/upload-tray";
import { UploadsProvider } from "@/components/uploads/uploads-provider";
import { createQueryClient } from "@/lib/client/query-client";

/** What stands above the router for as long as the tab is open: theme, query cache, uploads, toasts. */
export function Providers({ nonce, children }: { nonce: string | null; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  // A refresh brings another page's; this document's policy keeps knowing its own.
  const [ownNonce] = useState(nonce);
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableColorScheme={false}
      disableTransitionOnChange
      {...(ownNonce === null ? {} : { nonce: ownNonce })}
    >
      <QueryClientProvider client={queryClient}>
        <UploadsProvider>
          <KnownConnectionsProvider>
            <SignInAgain>
              {children}
              <TellUploads />
              <UploadTray />
            </SignInAgain>
          </KnownConnectionsProvider>
          <UploadBackground />
        </UploadsProvider>
        <TitleAnnouncer />
        <Toaster />
        <UpdateNotice />
        <TooltipLayer />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
