import type { Session } from "@/lib/contract/session";
import { formatDuration } from "@/lib/utils/format-duration";
import { plural } from "./plural";

type Lifetimes = Session["lifetimes"];

/** Texts of signing in and out. */
export const signInText = {
  title: "Sign in",
  signIn: "Sign in",
  signingIn: "Signing in",
  provider: "Provider",
  token: "API token",
  /** Where a provider does not say it better. */
  tokenOrigin: "It comes from whoever runs the images API.",
  tokenHint: (origin: string) => `${origin} Here it is kept in a sealed cookie that no page can read.`,
  missing: (label: string) => `${label} is missing.`,
  optional: "optional",
  connected: "Connected",
  connectedAs: (names: string) => `Connected as ${names}`,
  add: {
    title: "Add connection",
    back: "Back to the images",
  },
  showToken: "Show token",
  hideToken: "Hide token",
  again: {
    title: "Sign in again",
    keepWaiting: "Keep waiting",
    notNow: "Not now",
    /** @param name what the connection is called */
    refused: (name: string) => `The API token for ${name} is not accepted any more.`,
    /** Why is not known. */
    over: (name: string) => `You are not signed in to ${name} any more.`,
    idle: (name: string, { idleSeconds }: Lifetimes) =>
      `You were signed out of ${name} after ${formatDuration(idleSeconds)} without activity.`,
    age: (name: string, { lifetimeSeconds }: Lifetimes) =>
      `You were signed out of ${name}, because a sign-in lasts ${formatDuration(lifetimeSeconds)} at most.`,
    pageStays: "Enter an API token: the page stays as it is.",
    uploadsWait: "Enter an API token: uploads wait for it, and go on from where they are.",
    anotherAccount: "another account",
    and: (names: readonly string[]) => names.join(" and "),
    othersWait: (names: string, signedInAs: string) =>
      `You are signed in as ${signedInAs} now. These uploads belong to ${names} and keep waiting. A token of ${names} lets them go on.`,
    othersWaitUnnamed: (names: string) =>
      `You are signed in with another account now. These uploads belong to ${names} and keep waiting. A token of ${names} lets them go on.`,
  },
  out: {
    button: "Sign out",
    menu: "Sign out",
    of: (name: string) => `Sign out of ${name}`,
    ofAll: "Sign out of all",
    done: (names: string) => `Signed out of ${names}.`,
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
