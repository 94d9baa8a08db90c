import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { imageSchema, type Image, type ProviderImage } from "@/lib/contract/image";
import { ACCOUNT_HEADER } from "@/lib/contract/account-header";
import { getParts } from "./composition";
import { createRoute, type RouteCall, type RouteHandler } from "./http/handle-route";
import type { ImageProvider } from "./providers/types";
import { shown } from "./shown";

/** What an operation on a connection works with. */
export interface ConnectionCall extends RouteCall {
  provider: ImageProvider;
  /** An image of the provider's as the browser gets it. */
  toImage: (image: ProviderImage) => Image;
}

/** A route that needs no sign-in. */
export function handleRoute(operation: (call: RouteCall) => Promise<Response>): RouteHandler {
  return createRoute(getParts, operation);
}

/**
 * A route below `/api/[connection]`: the session opens the provider with this request's token. A token that the provider no longer accepts
 * stays in the cookie, so that signing in again replaces it in place.
 */
export function handleConnection(operation: (call: ConnectionCall) => Promise<Response>): RouteHandler {
  return handleRoute(async (call) => {
    const { request, params, requestId, address, note } = call;
    const signedIn = await getParts().sessions.read(params["connection"] ?? "", request.headers.get("cookie"));
    if (signedIn === null) throw new ApiError("not_signed_in", "You are not signed in. Sign in and try again.");
    requireAccount(request.headers.get(ACCOUNT_HEADER), signedIn.sealed.account.name);
    const { connection, token, settings } = signedIn.sealed;
    note({ connection, provider: signedIn.kind.id, account: signedIn.sealed.account.name });
    const provider = signedIn.kind.open({
      connection,
      token,
      settings,
      vault: getParts().sessions.vaultOf(signedIn.sealed),
      requestId,
      clientAddress: address,
      signal: request.signal,
    });
    return operation({ ...call, provider, toImage: (image) => ({ ...shown(image), connection }) });
  });
}

/** Refuses what is meant for another account than the session's. @param asked as `ACCOUNT_HEADER` has it, null without one */
function requireAccount(asked: string | null, account: string | null): void {
  if (asked === null || asked === encodeURIComponent(account ?? "")) return;
  const whose = asked === "" ? "the account that this was begun with" : decodeAccount(asked);
  throw new ApiError("not_signed_in", `Another account is signed in by now. Sign in as ${whose} to go on.`);
}

function decodeAccount(asked: string): string {
  try {
    return decodeURIComponent(asked);
  } catch {
    return asked;
  }
}

/** A route below `/api/[connection]/images/[imageId]`. An id that none can have is not asked for. */
export function handleImage(
  operation: (call: ConnectionCall & { imageId: string }) => Promise<Response>,
): RouteHandler {
  return handleConnection(async (call) => {
    const imageId = imageSchema.shape.id.safeParse(call.params["imageId"]);
    if (!imageId.success) throw new ApiError("not_found", "There is no image with this id.");
    call.note({ imageId: imageId.data });
    return operation({ ...call, imageId: imageId.data });
  });
}

/** What a provider may lack. @throws ApiError `forbidden`; the browser knows by the capabilities and does not ask */
export function requireOperation<T>(operation: T | undefined): T {
  if (operation === undefined) throw new ApiError("forbidden", "This provider's API cannot do that.");
  return operation;
}
