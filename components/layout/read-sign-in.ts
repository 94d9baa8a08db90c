import { signInRequestSchema, type SignInInput } from "@/lib/contract/session";
import { layoutText } from "@/lib/text/layout-text";

/** A sign-in as it was typed, or the sentence that says what is wrong with it. Whether the token works is said by the provider. */
export function readSignIn(
  provider: string | undefined,
  token: string,
): { request: SignInInput; problem: null } | { request: null; problem: string } {
  const parsed = signInRequestSchema.safeParse({ provider, token });
  if (parsed.success) return { request: parsed.data, problem: null };
  return { request: null, problem: parsed.error.issues[0]?.message ?? layoutText.errors.notAToken };
}
