import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";
import { layoutText } from "@/lib/text/layout-text";

/** What people are told about an error. */
interface ErrorDescription {
  message: string;
  requestId: string | null;
  /** Whether signing in again mends it. */
  signInHelps: boolean;
}

/** Errors of the API are told in its own words; of anything else nothing internal is shown. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof ApiError) {
    return {
      message: error.message,
      requestId: error.requestId ?? null,
      signInHelps: error.code === "not_signed_in" || error.code === "token_rejected",
    };
  }
  if (error instanceof NetworkError) {
    return { message: layoutText.errors.network(error.message), requestId: null, signInHelps: false };
  }
  return { message: layoutText.errors.unknown, requestId: null, signInHelps: false };
}

/** The same in one text, where there is no room for more, as in a toast. */
export function errorSentence(error: unknown): string {
  const { message, requestId } = describeError(error);
  return requestId === null ? message : layoutText.errors.withRequest(message, requestId);
}
