import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SignInRequest } from "@/lib/contract/session";
import { deleteImage, signIn, signOut } from "./api";
import { forgetConnection, invalidateConnection, invalidateImages } from "./queries";

/** Signs in; everything of the connection is read again with the new token. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: SignInRequest) => signIn(request),
    // The variables hold the token: forget them as soon as nobody shows this sign-in's outcome.
    gcTime: 0,
    onSuccess: (connection) => invalidateConnection(queryClient, connection.id),
  });
}

/** Signs out of the connection whose id it is given. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (connection: string) => signOut(connection),
    onSuccess: (_nothing, connection) => forgetConnection(queryClient, connection),
  });
}

/** Deletes the image whose id it is given. Reads again after an error too: it may have been deleted elsewhere. */
export function useDeleteImage(connection: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (imageId: string) => deleteImage(connection, imageId),
    onSettled: () => invalidateImages(queryClient, connection),
  });
}
