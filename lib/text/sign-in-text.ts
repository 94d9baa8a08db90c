import { plural } from "./plural";

/** Texts of signing in and out. */
export const signInText = {
  title: "Sign in",
  signIn: "Sign in",
  signingIn: "Signing in",
  provider: "Provider",
  token: "API token",
  tokenHint: "It comes from whoever runs the images API. Here it is kept in a sealed cookie that no page can read.",
  showToken: "Show token",
  hideToken: "Hide token",
  again: {
    title: "Sign in again",
    keepWaiting: "Keep waiting",
    notNow: "Not now",
    /** @param label what the connection is called, where it is known */
    description: (label: string | undefined) =>
      label === undefined
        ? "The API token is not accepted any more. Enter a new one: the page stays as it is."
        : `The API token for ${label} is not accepted any more. Enter a new one: the page stays as it is.`,
    descriptionWithUploads: (label: string | undefined) =>
      label === undefined
        ? "The API token is not accepted any more. Uploads wait for a new one, and go on from where they are."
        : `The API token for ${label} is not accepted any more. Uploads wait for a new one, and go on from where they are.`,
    anotherAccount: "another account",
    and: (names: readonly string[]) => names.join(" and "),
    othersWait: (names: string, signedInAs: string) =>
      `You are signed in as ${signedInAs} now. These uploads belong to ${names} and keep waiting. A token of ${names} lets them go on.`,
    othersWaitUnnamed: (names: string) =>
      `You are signed in with another account now. These uploads belong to ${names} and keep waiting. A token of ${names} lets them go on.`,
  },
  out: {
    button: "Sign out",
    title: "Sign out?",
    uploadsUnderWay: (count: number) =>
      plural(count, {
        one: "One upload is under way. Without a token no further parts can be sent: they wait until you sign in again.",
        other:
          "# uploads are under way. Without a token no further parts can be sent: they wait until you sign in again.",
      }),
    stay: "Stay signed in",
    now: "Sign out now",
    failed: "You are still signed in",
  },
} as const;
