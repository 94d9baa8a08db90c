"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import { foreignUploadText } from "@/components/uploads/upload-owner";
import { isUnderWay } from "@/components/uploads/under-way";
import { useUploads, useUploadViews } from "@/components/uploads/uploads-provider";
import { useSignOut } from "@/lib/client/mutations";
import type { Connection } from "@/lib/contract/session";
import { connectionNames } from "@/lib/text/connection-names";
import { signInText } from "@/lib/text/sign-in-text";
import { useConnections } from "./connection-context";
import { useKnownConnections } from "./known-connections";

const SignOutDialog = onDemand(async () => (await import("./sign-out-dialog")).SignOutDialog);

interface SigningOut {
  /** Signs out at once, unless that would stop uploads or does not work: then it asks, and says so, in `dialog`. */
  begin: (leaving: readonly Connection[]) => void;
  isPending: boolean;
  dialog: ReactNode;
}

/** Signs out of connections. The others stay; when none is left, the sign-in page comes. @param isOfAll the page is about all connections */
export function useSigningOut(isOfAll: boolean): SigningOut {
  const router = useRouter();
  const connections = useConnections();
  const { uploads: commands } = useUploads();
  const { forget } = useKnownConnections();
  const views = useUploadViews();
  const [asked, setAsked] = useState<readonly Connection[] | null>(null);
  const signOut = useSignOut((connectionId) => {
    forget(connectionId);
    commands?.signedOut(connectionId);
  });

  const uploadsOf = (leaving: readonly Connection[]) =>
    views.filter((upload) => {
      const connection = leaving.find(({ id }) => id === upload.connection);
      // Those of another account wait for its token already.
      const isOwn = connection !== undefined && foreignUploadText(upload, connection.account) === null;
      return isOwn && !upload.elsewhere && isUnderWay(upload);
    }).length;

  const leave = (leaving: readonly Connection[]) => {
    const left = connections.filter((connection) => !leaving.includes(connection));
    signOut.mutate(
      leaving.map(({ id }) => id),
      {
        onSuccess: () => {
          // One of them may hold a link that the browser did not let be copied.
          toast.dismiss();
          setAsked(null);
          if (left.length === 0) router.replace("/sign-in");
          else if (!isOfAll || left.length === 1) router.replace("/");
          router.refresh();
          if (left.length > 0) toast.success(signInText.out.done(namesOf(leaving, connections)));
        },
        onError: () => setAsked(leaving),
      },
    );
  };

  return {
    begin: (leaving) => (uploadsOf(leaving) > 0 ? setAsked(leaving) : leave(leaving)),
    isPending: signOut.isPending,
    dialog: asked !== null && (
      <SignOutDialog
        uploads={uploadsOf(asked)}
        busy={signOut.isPending}
        error={signOut.error}
        onSignOut={() => leave(asked)}
        onClose={() => setAsked(null)}
      />
    ),
  };
}

function namesOf(some: readonly Connection[], all: readonly Connection[]): string {
  const names = connectionNames(all);
  return some.map(({ id, label }) => names.get(id) ?? label).join(", ");
}
