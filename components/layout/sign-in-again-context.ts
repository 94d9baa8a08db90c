"use client";

import { createContext, use } from "react";

/** Opens the dialog that takes a new token for a connection, in place. */
type AskToSignIn = (connectionId: string) => void;

export const SignInAgainContext = createContext<AskToSignIn | null>(null);

export function useSignInAgain(): AskToSignIn {
  const ask = use(SignInAgainContext);
  if (ask === null) throw new Error("useSignInAgain needs a SignInAgain above it.");
  return ask;
}
