import { useMutation, useQueryClient } from "@tanstack/react-query";
import { connectionSchema, type Connection, type SignInInput } from "@/lib/contract/session";
import { forgetLastAsked } from "./keep-alive/last-asked";
import { invalidateImages, resetConnection } from "./queries";
import { requestJson } from "./request";
import { changingSession } from "./session-lock";

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
      forgetLastAsked();
      const isSame = readAs !== null && connection.account.name === readAs;
      // Nobody waits for it: the sign-in itself is over.
      void (isSame ? invalidateImages : resetConnection)(queryClient, connection.id);
    },
  });
}

/** Signs in with an API token. `token_rejected` when the provider does not know it. */
function signIn(request: SignInInput): Promise<Connection> {
  return changingSession(() => requestJson("/api/session", connectionSchema, { method: "POST", body: request }));
}
