"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { foreignUploadText } from "@/components/uploads/upload-owner";
import { isUnderWay } from "@/components/uploads/upload-words";
import { useUploads, useUploadViews } from "@/components/uploads/uploads-provider";
import { useSignOut } from "@/lib/client/mutations";
import { useKnownConnections } from "./known-connections";
import { RequestError } from "./request-error";

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

  return (
    <>
      <Button
        look="quiet"
        size="small"
        busy={signOut.isPending}
        onClick={() => (uploads > 0 ? setIsAsking(true) : leave())}
        className="max-sm:px-1.5"
      >
        <LogOut aria-hidden />
        <span className="max-sm:sr-only">Sign out</span>
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Sign out?"
        {...(uploads > 0 && {
          description: `${uploads === 1 ? "One upload is" : `${uploads} uploads are`} under way. Without a token no further parts can be sent: they wait until you sign in again.`,
        })}
        footer={
          <>
            <Button data-initial-focus onClick={() => setIsAsking(false)}>
              Stay signed in
            </Button>
            <Button look="danger" busy={signOut.isPending} onClick={leave}>
              Sign out now
            </Button>
          </>
        }
      >
        {signOut.isError && <RequestError title="You are still signed in" error={signOut.error} />}
      </Dialog>
    </>
  );
}
