import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SignInInput } from "@/lib/contract/session";
import { deleteImage, restoreImage, signIn, signOut } from "./api";
import { forgetConnection, invalidateImages, putImageIn, resetConnection, takeImageOut } from "./queries";

/**
 * Signs in; everything of the connection is read anew, for the new token may be another account's.
 * @param readAs the account that what is in memory was read as: if it is the same one, it stays in sight meanwhile
 */
export function useSignIn(readAs: string | null = null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: SignInInput) => signIn(request),
    // The variables hold the token: forget them as soon as nobody shows this sign-in's outcome.
    gcTime: 0,
    onSuccess: (connection) => {
      const isSame = readAs !== null && connection.account.name === readAs;
      // Nobody waits for it: the sign-in itself is over.
      void (isSame ? invalidateImages : resetConnection)(queryClient, connection.id);
    },
  });
}

/** Signs out of the connections whose ids it is given, one after the other. @param onSignedOut for each, as soon as it is done */
export function useSignOut(onSignedOut: (connection: string) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (connections: readonly string[]) => {
      for (const connection of connections) {
        await signOut(connection);
        forgetConnection(queryClient, connection);
        onSignedOut(connection);
      }
    },
  });
}

/** Deletes the image whose id it is given. Over when the server says so: what is read again comes by itself. */
export function useDeleteImage(connection: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (imageId: string) => deleteImage(connection, imageId),
    onSuccess: (_nothing, imageId) => void takeImageOut(queryClient, connection, imageId),
    // It may have been deleted elsewhere, or its answer was lost.
    onError: () => void invalidateImages(queryClient, connection),
  });
}

/** Takes back the deletion of the image whose id it is given. */
export function useRestoreImage(connection: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (imageId: string) => restoreImage(connection, imageId),
    onSuccess: (image) => void putImageIn(queryClient, connection, image),
    // As for a deletion.
    onError: () => void invalidateImages(queryClient, connection),
  });
}
