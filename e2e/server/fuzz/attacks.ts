import fc from "fast-check";
import { bytesOf, nearly } from "./arbitraries/body";
import { contentType, type Header, strayHeaders } from "./arbitraries/headers";
import { type JsonSchema, valueOf } from "./arbitraries/schema-value";
import { type Segments, targetOf } from "./arbitraries/target";
import type { Attack } from "./exchange";
import type { Route } from "./routes";

/** Methods that a path may be asked with although it has none of them; CONNECT is for proxies and is tried over bare sockets. */
const OTHER_METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "PURGE",
  "QUERY",
  "LOCK",
  "SEARCH",
];

export interface Surroundings {
  segments: Segments;
  resolve: (reference: string) => JsonSchema;
  /** Those that say who asks, and from where. */
  identity: fc.Arbitrary<Header[]>;
}

/** Requests to any of these routes: mostly nearly right, so that they come far. */
export function attacksOn(routes: readonly Route[], surroundings: Surroundings): fc.Arbitrary<Attack> {
  return fc.oneof(...routes.map((route) => attackOn(route, surroundings)));
}

function attackOn(route: Route, { segments, resolve, identity }: Surroundings): fc.Arbitrary<Attack> {
  const valid = route.body === null ? fc.constant<unknown>({}) : valueOf(route.body, resolve);
  const body = bytesOf(nearly(valid));
  const query = Object.fromEntries(
    Object.entries(route.query).map(([name, schema]) => [name, valueOf(schema, resolve).map(asText)]),
  );
  return fc
    .record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant(route.method) },
        { weight: 1, arbitrary: fc.constantFrom(...OTHER_METHODS) },
      ),
      target: targetOf(route.template, segments, query),
      headers: fc
        .tuple(identity, contentType, strayHeaders, fc.constantFrom<Header[]>([], CHUNKED))
        .map((all): Header[] => all.flat()),
      body: route.body === null ? fc.option(body, { freq: 4 }) : fc.option(body, { freq: 30 }),
    })
    .map(fitting);
}

const CHUNKED: Header[] = [["Transfer-Encoding", "chunked"]];

/** A request without a body says nothing of how it is sent. */
function fitting(attack: Attack): Attack {
  if (attack.body !== null) return attack;
  return { ...attack, headers: attack.headers.filter(([name]) => name !== "Transfer-Encoding") };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
