import fc from "fast-check";
import { HOSTILE_TEXTS } from "@/e2e/server/hostile/texts";
import { anyCodePoints } from "./text";

/** Segments that are no id of anything: as they stand in a request line, in Latin-1. */
const oddSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS).map(encoded),
  anyCodePoints({ minLength: 1, maxLength: 30 }).map(encoded),
  fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => [...bytes].map((byte) => `%${hex(byte)}`).join("")),
  fc.constantFrom(
    "%",
    "%2",
    "%zz",
    "%c0%ae",
    "%ff",
    "%2e%2e",
    "%2f",
    "%5c",
    "%00",
    "..",
    ".",
    "~",
    "\xff",
    "\xe9",
    "'",
    "|",
    "[",
    "{}",
    "^",
  ),
  fc.constantFrom("x".repeat(129), "x".repeat(2_000), "%41".repeat(1_500), "x".repeat(9_000)),
  fc.constantFrom(
    "image_",
    `image_${"a".repeat(22)}`,
    "image_a%20",
    "IMAGE_A",
    "0",
    "-1",
    "1e3",
    "10001",
    "99999999999999999999",
    "NaN",
    "__proto__",
    "constructor",
  ),
);

/** Path segments by the name of their place in a route: what is right there, as it stands in a path. */
export type Segments = Readonly<Record<string, readonly string[]>>;

/**
 * Request targets of a route: mostly right, else with a segment that is wrong, a path that is bent, or a query that is odd.
 * @param template as in `/v2/images/{id}` or `/api/[connection]/images/[imageId]`
 * @param query arbitraries of parameters that the route reads
 */
export function targetOf(
  template: string,
  segments: Segments,
  query: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<string> {
  const parts = template.split("/").map((part) => {
    const name = /^[{[]+(?:\.\.\.)?(?<name>[^\]}]+)[\]}]+$/.exec(part)?.groups?.["name"];
    if (name === undefined) return fc.constant(part);
    const right = segments[name] ?? [];
    return right.length === 0
      ? oddSegment
      : fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: oddSegment });
  });
  const path = fc.tuple(...parts).map((all) => all.join("/"));
  return fc
    .tuple(fc.oneof({ weight: 12, arbitrary: path }, { weight: 1, arbitrary: path.chain(bent) }), queryOf(query))
    .map((both) => both.join(""));
}

/** The same path in other clothes. */
function bent(path: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      `${path}/`,
      `${path}//`,
      path.replace("/", "//"),
      path.replaceAll("/", "\\").replace("\\", "/"),
      `${path}/.`,
      `${path}/..`,
      `${path}/../${path.split("/").at(-1)}`,
      `${path}/%2e%2e/%2e%2e`,
      `/v2/../..${path}`,
      `/_next/..${path}`,
      path.toUpperCase(),
      path.replaceAll("/", "%2f").replace("%2f", "/"),
      `${path};jsessionid=1`,
      `${path}.json`,
      `${path}.rsc`,
      `${path}%00`,
      `${path}%20`,
      `http://evil.example${path}`,
      `http://evil.example:1${path}`,
      `//evil.example${path}`,
      `*`,
    ),
    oddSegment.map((segment) => `${path}/${segment}`),
    fc.nat({ max: path.length }).map((at) => path.slice(0, at) || "/"),
  );
}

function queryOf(known: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const odd = fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS).map(encoded),
    anyCodePoints({ maxLength: 20 }).map(encoded),
    fc.constantFrom(
      "",
      "%",
      "%ff",
      "1e3",
      "-1",
      "0",
      "201",
      "true",
      "TRUE",
      "99999999999",
      "x".repeat(3_000),
      "[]",
      '{"a":',
      "%7B%7D",
    ),
  );
  const names = fc.oneof(
    fc.constantFrom(...Object.keys(known), "__proto__", "limit[]", "constructor", "a.b", ""),
    fc.string({ maxLength: 8 }).map(encoded),
  );
  const right = Object.entries(known).map(([name, value]) => value.map((text) => `${name}=${encoded(text)}`));
  const pair = fc.tuple(names, odd).map((both) => both.join("="));
  const any = fc.array(
    right.length === 0 ? pair : fc.oneof({ weight: 3, arbitrary: fc.oneof(...right) }, { weight: 2, arbitrary: pair }),
    { maxLength: 4 },
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant("") },
    { weight: 5, arbitrary: any.map((pairs) => `?${pairs.join("&")}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("?", "??", "?&&&", `?${"a=b&".repeat(1_000)}`, "?%", "?a=%ff", "?#", "?_rsc=x"),
    },
  );
}

/** Percent-encoded; a lone surrogate, which has no encoding, as the bytes that a careless program makes of it. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\u0001")).replaceAll("%01", "%ed%a0%80");
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
