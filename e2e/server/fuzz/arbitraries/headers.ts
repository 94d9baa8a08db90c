import fc from "fast-check";

export type Header = readonly [name: string, value: string];

/** Header values are bytes: what HTTP takes in one, in Latin-1. */
const headerText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), { maxLength })
    .map((codes) => String.fromCharCode(...codes));

/** A header that may be there, absent, or there twice. */
function header(name: string, value: fc.Arbitrary<string>, weightAbsent = 3): fc.Arbitrary<Header[]> {
  const one = value.map((text): Header => [name, text]);
  return fc.oneof(
    { weight: weightAbsent, arbitrary: fc.constant<Header[]>([]) },
    { weight: 3, arbitrary: one.map((only) => [only]) },
    { weight: 1, arbitrary: fc.array(one, { minLength: 2, maxLength: 2 }) },
  );
}

const anyText = fc.oneof(headerText(40), fc.constantFrom("", " ", "null", "undefined", "*", "a,b", "x".repeat(4_000)));

/** Headers that any server may be sent, and those that are said to change what servers behind proxies do. */
const strays: readonly fc.Arbitrary<Header[]>[] = [
  header(
    "Accept",
    fc.oneof(anyText, fc.constantFrom("text/html", "application/json", "*/*;q=9", "image/avif,image/webp")),
    9,
  ),
  header("Accept-Encoding", fc.oneof(anyText, fc.constantFrom("gzip", "br, gzip;q=1.0, *;q=0")), 9),
  header(
    "Range",
    fc.oneof(
      anyText,
      fc.constantFrom("bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1", "bytes=999999999999999999999-"),
    ),
    9,
  ),
  header("If-Range", anyText, 12),
  header("If-None-Match", fc.oneof(anyText, fc.constantFrom("*", '"x"', 'W/"x"')), 12),
  header("If-Modified-Since", anyText, 20),
  header(
    "X-Forwarded-For",
    fc.oneof(anyText, fc.ipV4(), fc.ipV6(), fc.constantFrom("127.0.0.1", "::1", "1.2.3.4, 5.6.7.8", "unknown")),
    3,
  ),
  header("X-Forwarded-Host", fc.constantFrom("evil.example", "evil.example:99999", "a b", ""), 12),
  header("X-Forwarded-Proto", fc.constantFrom("https", "javascript", ""), 12),
  header("Forwarded", fc.constantFrom('for="[::1]";host=evil.example;proto=https', ";;;="), 20),
  header(
    "X-Request-Id",
    fc.oneof(anyText, fc.uuid(), fc.constantFrom("a", "x".repeat(65), "<script>", "a b", "../../x")),
    3,
  ),
  header("X-HTTP-Method-Override", fc.constantFrom("DELETE", "GET", "x"), 12),
  header("X-Middleware-Subrequest", fc.constantFrom("proxy:proxy:proxy:proxy:proxy", "middleware"), 20),
  header("X-Invoke-Path", fc.constantFrom("/api/session", "/_error"), 20),
  header("X-Invoke-Status", fc.constantFrom("500", "x"), 20),
  header("X-Matched-Path", fc.constantFrom("/api/session", "/[connection]/images"), 20),
  header("X-Nextjs-Data", fc.constantFrom("1", ""), 20),
  header("RSC", fc.constantFrom("1", ""), 20),
  header("Next-Router-Prefetch", fc.constantFrom("1", "x"), 20),
  // Not Next-Router-State-Tree: Next answers one that is no such tree with a 500 of a page, as its own client never sends one.
  header("Next-Action", fc.constantFrom("x", "a".repeat(42), ""), 20),
  header("Next-Url", fc.constantFrom("/x", "//evil.example"), 20),
  header("Purpose", fc.constantFrom("prefetch"), 20),
  header(
    "Host",
    fc.constantFrom("evil.example", "127.0.0.1:1", "localhost", "[::1]", "a_b", "evil.example:80:80", "%"),
    20,
  ),
  header("Content-Encoding", fc.constantFrom("gzip", "identity", "x"), 20),
  header("Content-Language", anyText, 30),
  header("Sec-Fetch-Mode", fc.constantFrom("navigate", "cors", "x"), 9),
  header("Sec-Fetch-Dest", fc.constantFrom("document", "iframe", "x"), 12),
  header("Sec-Purpose", fc.constantFrom("prefetch;prerender"), 20),
  header("TE", fc.constantFrom("trailers", "x"), 20),
  header("Via", anyText, 30),
  fc.oneof(
    { weight: 40, arbitrary: fc.constant<Header[]>([]) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 14, max: 20 }).map((kib): Header[] => [["X-Long", "x".repeat(kib * 1024)]]),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 50, max: 400 })
        .map((count) => Array.from({ length: count }, (_, at): Header => [`X-${at}`, "y"])),
    },
  ),
];

export const strayHeaders: fc.Arbitrary<Header[]> = fc.tuple(...strays).map((all) => all.flat());

export const contentType: fc.Arbitrary<Header[]> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Header[]>([["Content-Type", "application/json"]]) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        "application/json; charset=utf-16",
        "APPLICATION/JSON",
        "application/problem+json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json, text/plain",
        "application/jsonx",
        ";",
        "",
      )
      .map((value): Header[] => [["Content-Type", value]]),
  },
  { weight: 1, arbitrary: anyText.map((value): Header[] => [["Content-Type", value]]) },
  { weight: 1, arbitrary: fc.constant<Header[]>([]) },
  {
    weight: 1,
    arbitrary: fc.constant<Header[]>([
      ["Content-Type", "text/plain"],
      ["Content-Type", "application/json"],
    ]),
  },
);

/** An Authorization header: mostly one of these tokens, else something like one. */
export function authorization(tokens: readonly string[]): fc.Arbitrary<Header[]> {
  const token = fc.constantFrom(...tokens);
  return fc.oneof(
    { weight: 20, arbitrary: token.map((text): Header[] => [["Authorization", `Bearer ${text}`]]) },
    { weight: 1, arbitrary: token.map((text): Header[] => [["Authorization", `Bearer ${text.slice(0, -1)}`]]) },
    { weight: 1, arbitrary: token.map((text): Header[] => [["Authorization", `Basic ${text}`]]) },
    { weight: 1, arbitrary: token.map((text): Header[] => [["Authorization", `Bearer ${text} ${text}`]]) },
    {
      weight: 1,
      arbitrary: token.map((text): Header[] => [
        ["Authorization", `Bearer ${text}`],
        ["Authorization", "Bearer x"],
      ]),
    },
    { weight: 1, arbitrary: anyText.map((text): Header[] => [["Authorization", text]]) },
    { weight: 1, arbitrary: fc.constant<Header[]>([]) },
  );
}

/** A Cookie header: mostly one of these whole, else damaged, doubled, under another connection's name, or too long. */
export function cookie(cookies: readonly string[]): fc.Arbitrary<Header[]> {
  const whole = fc.constantFrom(...cookies);
  const odd = fc.oneof(
    fc.tuple(whole, fc.nat()).map(([text, at]) => text.slice(0, at % text.length)),
    fc
      .tuple(whole, fc.nat(), headerText(1))
      .map(([text, at, other]) => text.slice(0, at % text.length) + other + text.slice((at % text.length) + 1)),
    fc
      .tuple(whole, fc.constantFrom("oxide", "sfcompute-2", "sfcompute-9", "__proto__", ""))
      .map(([text, name]) => text.replace(/-[a-z]+=/, `-${name}=`)),
    fc.tuple(whole, whole).map((both) => both.join("; ")),
    whole.map((text) => `${text.split("=")[0]}=; ${text}`),
    whole.map((text) => `${";".repeat(2_000)}${text}`),
    headerText(60),
    fc.constant(""),
  );
  return fc.oneof(
    { weight: 16, arbitrary: whole.map((text): Header[] => [["Cookie", text]]) },
    { weight: 5, arbitrary: odd.map((text): Header[] => [["Cookie", text]]) },
    { weight: 1, arbitrary: fc.tuple(whole, whole).map((both) => both.map((text): Header => ["Cookie", text])) },
    { weight: 1, arbitrary: fc.constant<Header[]>([]) },
  );
}

/** Where a request says that it comes from: mostly a page of ours. */
export function site(origin: string): fc.Arbitrary<Header[]> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant<Header[]>([["Sec-Fetch-Site", "same-origin"]]) },
    { weight: 3, arbitrary: fc.constant<Header[]>([["Origin", origin]]) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom("cross-site", "same-site", "none", "", "same-origin, cross-site")
        .map((value): Header[] => [["Sec-Fetch-Site", value]]),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("null", "https://evil.example", `${origin}.evil.example`, "", "x")
        .map((value): Header[] => [["Origin", value]]),
    },
    { weight: 1, arbitrary: fc.constant<Header[]>([]) },
  );
}
