"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import { foreignUploadText } from "@/components/uploads/upload-owner";
import { isUnderWay } from "@/components/uploads/under-way";
import { useUploads, useUploadViews } from "@/components/uploads/uploads-provider";
import { useSignOut } from "@/lib/client/mutations";
import { signInText } from "@/lib/text/sign-in-text";
import { useCommands } from "./commands/use-commands";
import { useKnownConnections } from "./known-connections";

const SignOutDialog = onDemand(async () => (await import("./sign-out-dialog")).SignOutDialog);

/** Signs out at once, unless that would stop uploads or did not work: then it asks, and says so, in a dialog. */
export function SignOutButton({ connection }: { connection: string }): ReactNode {
  const router = useRouter();
  const signOut = useSignOut();
  const { uploads: commands } = useUploads();
  const { connections, forget } = useKnownConnections();
  const account = connections.get(connection)?.account;
  // Those of another account wait for its token already.
  const uploads = useUploadViews().filter(
    (upload) =>
      upload.connection === connection &&
      !upload.elsewhere &&
      isUnderWay(upload) &&
      foreignUploadText(upload, account) === null,
  ).length;
  const [isAsking, setIsAsking] = useState(false);

  const leave = () =>
    signOut.mutate(connection, {
      onSuccess: () => {
        // One of them may hold a link that the browser did not let be copied.
        toast.dismiss();
        forget(connection);
        commands?.signedOut(connection);
        router.replace("/sign-in");
        router.refresh();
      },
      onError: () => setIsAsking(true),
    });
  const begin = () => (uploads > 0 ? setIsAsking(true) : leave());
  useCommands([{ id: "sign-out", title: signInText.out.button, section: "account", icon: LogOut, run: begin }]);

  return (
    <>
      <Button look="quiet" size="small" busy={signOut.isPending} onClick={begin} className="max-sm:px-1.5">
        <LogOut aria-hidden />
        <span className="max-sm:sr-only">{signInText.out.button}</span>
      </Button>
      {isAsking && (
        <SignOutDialog
          uploads={uploads}
          busy={signOut.isPending}
          error={signOut.error}
          onSignOut={leave}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
