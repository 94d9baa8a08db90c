import pino, { type DestinationStream, type Logger } from "pino";

/** Which part of the process writes a line: the field `name`. */
export type LogName = "server" | "dashboard" | "images-api";

/** Names of fields that hold a secret wherever they stand, as headers and as our own words. */
const SECRET_FIELDS = [
  "authorization",
  "cookie",
  "cookies",
  "set-cookie",
  "proxy-authorization",
  "token",
  "secret",
  "password",
  "signature",
];

/** How deep in an object secrets are looked for: as deep as an error's cause with a request's headers lies. */
const DEPTHS = 5;

/**
 * What is a secret by its shape, in a message or a stack: no field's name gives it away. Bearer tokens, tokens that this server made,
 * signatures and tokens in a URL's query or fragment, sealed cookies (iron-session's begin with `Fe26.2*`).
 */
const SECRET_TEXTS: readonly [pattern: RegExp, replacement: string][] = [
  [/\b(Bearer|Basic) +[A-Za-z0-9\-._~+/]+=*/gi, "$1 [redacted]"],
  [/\bimages_[A-Za-z0-9_-]{43}/g, "[redacted]"],
  [/([?&#](?:[A-Za-z0-9-]*signature|sig|token|access_token|x-amz-credential)=)[^&\s"'\\]+/gi, "$1[redacted]"],
  [/Fe26\.2\*[A-Za-z0-9*_~.-]+/g, "[redacted]"],
];

/**
 * The log of a part of the process. All of them write to the same place in the same way: JSON lines with `time`, `level`, `name`, `msg`,
 * and where a request is spoken of `requestId`, `method`, `path`, `status`, `durationMs` and `address`.
 * @param destination standard output when it is left out
 */
export function createLog(
  { level, name }: { level: string; name: LogName },
  destination: DestinationStream = pino.destination({ sync: true }),
): Logger {
  return pino(
    {
      level,
      name,
      redact: { paths: SECRET_FIELDS.flatMap(pathsOf), censor: "[redacted]" },
      hooks: { streamWrite: withoutSecretTexts },
    },
    destination,
  );
}

function pathsOf(field: string): string[] {
  return Array.from({ length: DEPTHS }, (_, depth) => `${"*.".repeat(depth)}["${field}"]`.replace(".[", "["));
}

/** A line of JSON stays one: no replacement holds a character that JSON escapes, and no pattern takes in a quote or a backslash. */
function withoutSecretTexts(line: string): string {
  return SECRET_TEXTS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
