"use client";

import { LogIn } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { buttonClassName } from "@/components/ui/button";
import { RequestId } from "@/components/ui/request-id";
import type { UploadFailure } from "@/lib/upload/upload-view";

/** Why an upload stopped, and the way to a new token where that is what it lacks. */
export function UploadFailureNote({ failure }: { failure: UploadFailure }): ReactNode {
  const pathname = usePathname();
  const signInHelps = failure.code === "not_signed_in" || failure.code === "token_rejected";
  return (
    <div className="mt-1.5 space-y-1 rounded-md bg-negative-soft px-2.5 py-2 text-xs wrap-anywhere text-ink ring-1 ring-negative/20 ring-inset">
      <p>{failure.message}</p>
      <RequestId id={failure.requestId} />
      {signInHelps && (
        // A link within the app: the tab's uploads stay, and go on with Retry.
        <Link
          href={`/sign-in?return=${encodeURIComponent(pathname)}`}
          className={buttonClassName("secondary", "small")}
        >
          <LogIn aria-hidden />
          Sign in again
        </Link>
      )}
    </div>
  );
}
