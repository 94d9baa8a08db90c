/**
 * Request header of the dashboard's API: the account's name, percent-encoded, that the request is meant for; empty where the
 * provider tells no name. The server refuses it (`not_signed_in`) when the session is another account's by now, as after a
 * sign-in in another tab. Optional.
 */
export const ACCOUNT_HEADER = "images-account";
