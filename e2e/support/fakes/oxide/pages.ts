import { invalidRequest } from "./answers";
import type { OxideContext } from "./find";

/** Items of a page when nobody says how many. */
const DEFAULT_LIMIT = 100;

interface Token {
  after: string;
  project: string | null;
}

/** One page, in the order of names. A token is good for the query that it came from. @param maxItems however many are asked for */
export function pageOf<T extends { id: string; name: string }, B>(
  c: OxideContext,
  items: readonly T[],
  body: (item: T) => B,
  maxItems: number,
): { items: B[]; next_page: string | null } {
  const limit = Number(c.req.query("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw invalidRequest("unable to parse query string: bad limit");
  const project = c.req.query("project") ?? null;
  const after = afterOf(c.req.query("page_token"), project);
  const rest = items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).filter((one) => keyOf(one) > after);
  const shown = rest.slice(0, Math.min(limit, maxItems));
  const last = shown.at(-1);
  const hasMore = last !== undefined && shown.length < rest.length;
  return { items: shown.map(body), next_page: hasMore ? tokenOf({ after: keyOf(last), project }) : null };
}

/** Names are unique within a project alone. */
function keyOf({ name, id }: { id: string; name: string }): string {
  return `${name} ${id}`;
}

function tokenOf(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function afterOf(token: string | undefined, project: string | null): string {
  if (token === undefined) return "";
  const parsed: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  const isToken = typeof parsed === "object" && parsed !== null && "after" in parsed && "project" in parsed;
  if (!isToken || parsed.project !== project) throw invalidRequest("unable to parse page token");
  return String(parsed.after);
}
