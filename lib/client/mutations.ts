import { useMutation, useQueryClient } from "@tanstack/react-query";
import { deleteImage, restoreImage, signOut } from "./api";
import { forgetConnection, invalidateImages, putImageIn, takeImageOut } from "./queries";
import { tellSignedOut } from "./session-news";

/** Signs out of the connections whose ids it is given, one after the other. @param onSignedOut for each, as soon as it is done */
export function useSignOut(onSignedOut: (connection: string) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (connections: readonly string[]) => {
      for (const connection of connections) {
        await signOut(connection);
        forgetConnection(queryClient, connection);
        tellSignedOut(connection);
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
