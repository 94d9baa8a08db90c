import { z } from "zod";
import { errorBodySchema } from "@/lib/contract/errors";
import type { Attack, Reply } from "./exchange";

/** Which of the server's interfaces a target belongs to. `other`: pages, files, and what is none of all. */
export type Area = "v2" | "objects" | "api" | "other";

const vendorErrorSchema = z.strictObject({
  error: z.strictObject({
    type: z.enum([
      "invalid_request_error",
      "authentication_error",
      "forbidden",
      "not_found",
      "rate_limit_error",
      "conflict",
      "request_timeout",
      "payload_too_large",
      "insufficient_storage",
      "api_error",
    ]),
    message: z.string().min(1),
    details: z.array(z.looseObject({ message: z.string() })).optional(),
  }),
});

/** A stack as Node prints it. */
const STACK_PATTERN = /\n\s+at .+:\d+:\d+|\bat \S+ \(\S+:\d+:\d+\)/;

/** Node's own parser answers these before anybody here sees the request, without a body. */
const PARSER_STATUSES = new Set([400, 408, 413, 417, 431]);

export function areaOf(target: string): Area {
  const [path = ""] = target.split("?", 1);
  // Whoever walks out of a folder by dots asks for another one's.
  if (/\/(?:\.|%2e){1,2}(?=\/|$)|\\/i.test(path)) return "other";
  if (path.startsWith("/v2/")) return "v2";
  if (path.startsWith("/objects/")) return "objects";
  return /^\/api(?:\/|$)/.test(path) ? "api" : "other";
}

/** What is wrong with an answer, a sentence each; none when it is as it must be, whatever was sent. */
export function faultsOf(attack: Attack, reply: Reply, secrets: readonly string[]): string[] {
  const text = reply.body.toString("utf8");
  const whole = `${JSON.stringify(reply.headers)}\n${text}`;
  const faults = secrets.filter((secret) => whole.includes(secret)).map((secret) => `It shows ${secret}.`);
  if (reply.status >= 500) faults.push(`It is a ${reply.status}.`);
  if (STACK_PATTERN.test(text)) faults.push("It shows a stack.");
  if (isOfTheParser(reply)) return faults;
  const { location } = reply.headers;
  if (location !== undefined && !/^\/(?![/\\])/.test(location)) faults.push(`It leads to ${location}.`);
  if (reply.headers["x-content-type-options"] !== "nosniff" && location === undefined) faults.push("It lacks nosniff.");
  if (reply.headers["x-powered-by"] !== undefined) faults.push("It tells what runs there.");
  if (location !== undefined) return faults;
  return [...faults, ...faultsOfArea(areaOf(attack.target), attack, reply, text)];
}

function isOfTheParser({ status, headers, body }: Reply): boolean {
  return PARSER_STATUSES.has(status) && body.length === 0 && headers["content-type"] === undefined;
}

function faultsOfArea(area: Area, attack: Attack, reply: Reply, text: string): string[] {
  switch (area) {
    case "v2":
      return [...envelopeFaults(attack, reply, text, vendorErrorSchema), ...closedFaults(reply)];
    case "api":
      return [
        ...envelopeFaults(attack, reply, text, errorBodySchema),
        ...closedFaults(reply),
        ...siteFaults(attack, reply),
      ];
    case "objects":
      return envelopeFaults(attack, reply, text, vendorErrorSchema);
    case "other":
      return [];
    default:
      return area satisfies never;
  }
}

function envelopeFaults(
  { method }: Attack,
  { status, headers }: Reply,
  text: string,
  schema: z.ZodType | typeof errorBodySchema,
): string[] {
  const requestId = headers["x-request-id"] ?? "";
  const faults = /^[A-Za-z0-9_-]{8,64}$/.test(requestId) ? [] : [`Its request id is ${JSON.stringify(requestId)}.`];
  if (!/no-store|no-cache/.test(headers["cache-control"] ?? "")) faults.push("It may be cached.");
  if (status < 400 || method === "HEAD") return faults;
  if (!/^application\/json\b/.test(headers["content-type"] ?? "")) faults.push(`It is ${headers["content-type"]}.`);
  const envelope = z.safeParse(schema, parseJson(text));
  if (!envelope.success) return [...faults, `It is not in the error shape: ${text.slice(0, 200)}`];
  const named = z.safeParse(errorBodySchema, envelope.data);
  if (named.success && named.data.error.requestId !== requestId)
    faults.push("Header and body name different requests.");
  return faults;
}

/** No other origin's page may read it. */
function closedFaults({ headers }: Reply): string[] {
  return headers["access-control-allow-origin"] === undefined ? [] : ["Other origins may read it."];
}

/** What changes something comes from our own pages. */
function siteFaults({ method, headers }: Attack, { status }: Reply): string[] {
  const site = headers.filter(([name]) => name.toLowerCase() === "sec-fetch-site").map(([, value]) => value);
  const isOurs =
    site.length === 0 ? headers.some(([name]) => name.toLowerCase() === "origin") : site.join(", ") === "same-origin";
  return isOurs || method === "GET" || method === "HEAD" || status >= 400
    ? []
    : [`Another site was answered with ${status}.`];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
