import "server-only";
import { z } from "zod";
import type { ErrorCode, ErrorDetail } from "@/lib/contract/errors";
import type { UpstreamError } from "@/lib/server/http/upstream";
import { cycleText } from "@/lib/text/cycle-text";
import { withoutCredentials } from "./scrub";

/** Every error but those of authentication. `code` is a status and a word, as in `403.permissions`. */
const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    title: z.string(),
    detail: z.string().nullish(),
    source: z.string().nullish(),
    extra: z.object({ capability: z.string().nullish() }).nullish().catch(null),
  }),
});
type WireError = z.infer<typeof errorSchema>["error"];

/** Authentication's errors have the form of OAuth (RFC 6749 section 5.2, RFC 6750 section 3.1), says the vendor's document. */
const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string().nullish() });

/** Codes whose status does not tell which of ours they are. */
const CODES: ReadonlyMap<string, ErrorCode> = new Map([
  ["403.invalid-state", "conflict"],
  ["403.not-ready", "conflict"],
  ["422.already-exists", "conflict"],
  ["403.wrong-hub", "invalid_request"],
  ["404.hub", "invalid_request"],
]);

const WRONG_HUB = new Set(["403.wrong-hub", "404.hub"]);

/** OAuth's words for a token that is not good; the status may be 400. */
const OAUTH_CODES: ReadonlyMap<string, ErrorCode> = new Map([
  ["invalid_token", "token_rejected"],
  ["invalid_grant", "token_rejected"],
  ["invalid_client", "token_rejected"],
  ["unauthorized_client", "token_rejected"],
  ["insufficient_scope", "forbidden"],
  ["access_denied", "forbidden"],
]);

/** The fields of our forms, by the last segments, one or two, of the place that an error names. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ["source_id", "source"],
  ["source_ids", "sources"],
  ["name", "name"],
  ["origin", "origin"],
  ["origin/type", "origin"],
  ["target", "target"],
  ["details/url", "registry"],
  ["repo/url", "repository"],
  ["branch", "branch"],
  ["context_dir", "contextDirectory"],
  ["build_file", "buildFile"],
]);

/** What an error answer says, without credentials; null for what is no error of Cycle. */
export function readCycleError(body: unknown): UpstreamError | null {
  const own = errorSchema.safeParse(body);
  if (own.success) return toError(own.data.error);
  const oauth = oauthErrorSchema.safeParse(body);
  if (!oauth.success) return null;
  const code = OAUTH_CODES.get(oauth.data.error);
  const said = withoutCredentials(oauth.data.error_description ?? "");
  const message = code === "token_rejected" ? cycleText.tokenRejected(said) : said;
  return { message, ...(code !== undefined && { code }) };
}

function toError(error: WireError): UpstreamError {
  const code = CODES.get(error.code);
  const message = WRONG_HUB.has(error.code) ? cycleText.wrongHub : messageOf(error);
  const details = detailsOf(error, message);
  return { message, ...(details !== null && { details }), ...(code !== undefined && { code }) };
}

function messageOf({ code, title, detail, extra }: WireError): string {
  const said = withoutCredentials(sentences(title, detail));
  if (code === "404.image.build-log") return cycleText.noBuildLog;
  const capability = extra?.capability;
  return code === "403.permissions" && typeof capability === "string"
    ? `${said} ${cycleText.lacksCapability(capability)}`
    : said;
}

/** The title, and what it leaves out. */
function sentences(title: string, detail: string | null | undefined): string {
  if (detail === undefined || detail === null || detail === "" || detail === title) return ended(title);
  return `${ended(title)} ${ended(detail)}`;
}

function ended(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `source` is a JSON pointer (RFC 6901) to what is wrong. */
function detailsOf({ code, source }: WireError, message: string): ErrorDetail[] | null {
  if (WRONG_HUB.has(code)) return [{ field: "settings.hub", message }];
  const segments = (source ?? "").split(/[/.]/).filter((segment) => segment !== "" && !/^\d+$/.test(segment));
  const last = segments.at(-1);
  if (last === undefined) return null;
  return [{ field: FIELDS.get(segments.slice(-2).join("/")) ?? FIELDS.get(last) ?? segments.join("."), message }];
}
