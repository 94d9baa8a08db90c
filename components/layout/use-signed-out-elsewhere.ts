"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { toast } from "@/components/ui/toast";
import { useUploads } from "@/components/uploads/uploads-provider";
import { forgetConnection } from "@/lib/client/queries";
import { whenSignedOutElsewhere } from "@/lib/client/session-news";
import { ALL_IMAGES_PATH } from "@/lib/utils/paths";
import { useKnownConnections } from "./known-connections";

/** What another tab signed out of is gone here as well, as if somebody had done it here. */
export function useSignedOutElsewhere(): void {
  const router = useRouter();
  const pathname = usePathname();
  const queryClient = useQueryClient();
  const { uploads } = useUploads();
  const { connections, forget } = useKnownConnections();

  const leave = useEffectEvent((connection: string) => {
    forgetConnection(queryClient, connection);
    uploads?.signedOut(connection);
    forget(connection);
    if (!connections.has(connection)) return;
    // One of them may hold a link that the browser did not let be copied.
    toast.dismiss();
    const left = [...connections.keys()].filter((other) => other !== connection).length;
    const isGone = pathname.startsWith(`/${connection}/`) || (pathname === ALL_IMAGES_PATH && left === 1);
    if (left === 0) router.replace("/sign-in");
    else if (isGone) router.replace("/");
    router.refresh();
  });
  useEffect(() => whenSignedOutElsewhere((connection) => leave(connection)), []);

  // Meanwhile it heard nothing, and shows what was there when it was left. One that uploads is not kept for coming back.
  const comeBack = useEffectEvent((event: PageTransitionEvent) => {
    if (event.persisted && uploads === null) window.location.reload();
  });
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => comeBack(event);
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);
}
