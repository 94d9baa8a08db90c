"use client";

import { useConnections } from "@/components/layout/connection-context";
import type { Image } from "@/lib/contract/image";
import type { Capabilities, Capability, Connection } from "@/lib/contract/session";
import { imageActionsText } from "@/lib/text/image-actions-text";

const NOTHING: Capability = { allowed: false, reason: imageActionsText.signedOut };

/** Of a connection that was signed out while its images are still in sight. */
const NO_RIGHTS: Capabilities = {
  upload: NOTHING,
  download: NOTHING,
  delete: NOTHING,
  restore: NOTHING,
  log: NOTHING,
  audit: NOTHING,
};

/** What may be done with an image by whoever is signed in to its connection: a list may show images of several. */
export function useRights(): (image: Pick<Image, "connection">) => Capabilities {
  const connections = useConnections();
  return (image) => connectionOf(connections, image)?.capabilities ?? NO_RIGHTS;
}

export function connectionOf(
  connections: readonly Connection[],
  { connection }: Pick<Image, "connection">,
): Connection | undefined {
  return connections.find(({ id }) => id === connection);
}
