import { ApiError } from "@/lib/contract/errors";
import { signInRequestSchema, type OfferedProvider, type SignInInput } from "@/lib/contract/session";
import { layoutText } from "@/lib/text/layout-text";
import { signInText } from "@/lib/text/sign-in-text";

/** What was typed into a sign-in. `settings` by their names. */
export interface TypedSignIn {
  token: string;
  settings: Readonly<Record<string, string>>;
}

/** What is wrong with a field, by `token` or `settings.NAME`, a sentence each. Empty when nothing is. */
export type SignInProblems = ReadonlyMap<string, string>;

export const NO_PROBLEMS: SignInProblems = new Map();

/**
 * A sign-in as it was typed, or what is wrong with its fields. Whether token and settings work is said by the provider.
 * @param connection the one whose token is replaced; null for any
 */
export function readSignIn(
  provider: OfferedProvider,
  connection: string | null,
  { token, settings }: TypedSignIn,
): { request: SignInInput; problems: SignInProblems } | { request: null; problems: SignInProblems } {
  const parsed = signInRequestSchema.safeParse({
    provider: provider.id,
    token,
    settings: Object.fromEntries(provider.settings.map(({ name }) => [name, settings[name] ?? ""])),
    ...(connection !== null && { connection }),
  });
  const problems = new Map<string, string>();
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = path[0] === "settings" ? path.join(".") : "token";
    if (!problems.has(field)) problems.set(field, message || layoutText.errors.notAToken);
  }
  for (const { name, label, isRequired } of provider.settings) {
    if (isRequired && (settings[name] ?? "").trim() === "") problems.set(`settings.${name}`, signInText.missing(label));
  }
  if (!parsed.success || problems.size > 0) return { request: null, problems };
  return { request: parsed.data, problems };
}

/** What a refused sign-in says of fields that are on the form. */
export function refusedFields(provider: OfferedProvider | undefined, error: Error | null): SignInProblems {
  if (provider === undefined || !(error instanceof ApiError)) return NO_PROBLEMS;
  const fields = new Set(["token", ...provider.settings.map(({ name }) => `settings.${name}`)]);
  return new Map(
    (error.details ?? []).flatMap(({ field, message }) =>
      field !== null && fields.has(field) ? [[field, message]] : [],
    ),
  );
}
