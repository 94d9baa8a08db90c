import fc from "fast-check";
import { HOSTILE_TEXTS } from "@/e2e/server/hostile/texts";
import { anyCodePoints } from "./text";

/** Keys that reach a prototype where somebody merges objects carelessly. */
const POLLUTING_KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON"];

/** What stands where another value was expected. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, -0, 1e308, 2 ** 53, -(2 ** 63), "", " ", "0", "null", [], {}),
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.constantFrom("a".repeat(256), "é".repeat(300), "x".repeat(5_000)),
  anyCodePoints({ maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 1, max: 300 }).map(nested),
  fc.constantFrom(...POLLUTING_KEYS).map((key) => own({}, key, { role: "admin", isAdmin: true })),
);

/** A value as the schema wants it, or one with something wrong in it. */
export function nearly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: valid },
    {
      weight: 5,
      arbitrary: fc.tuple(valid, fc.nat(), oddValue).map(([value, place, odd]) => replaced(value, place, odd)),
    },
    { weight: 1, arbitrary: fc.tuple(valid, fc.nat()).map(([value, place]) => without(value, place)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(valid, fc.oneof(fc.constantFrom(...POLLUTING_KEYS, "owner", "id", "role"), fc.string()), oddValue)
        .map(([value, key, odd]) => (isObject(value) ? own(value, key, odd) : value)),
    },
    { weight: 1, arbitrary: oddValue },
  );
}

/** The bytes that a value is sent as: mostly its JSON, else something that JSON is not, or should not be. */
export function bytesOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> {
  const json = value.map((one) => JSON.stringify(one) ?? "");
  return fc.oneof(
    { weight: 12, arbitrary: json.map((text) => Buffer.from(text)) },
    {
      weight: 1,
      arbitrary: fc.tuple(json, fc.nat()).map(([text, at]) => Buffer.from(text.slice(0, at % (text.length + 1)))),
    },
    { weight: 1, arbitrary: json.map((text) => Buffer.from(text.replace(/^\{(.+)\}$/s, "{$1,$1}"))) },
    { weight: 1, arbitrary: fc.tuple(json, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })).map(spliced) },
    { weight: 1, arbitrary: json.map((text) => Buffer.from(text, "utf16le")) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_DOCUMENTS).map((text) => Buffer.from(text, "latin1")) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)) },
  );
}

const ODD_DOCUMENTS = [
  "",
  " ",
  "\u0000",
  "\xef\xbb\xbf{}",
  "NaN",
  "1e99999",
  '{"name":1e99999}',
  '{"part_id":1.0000000000000001}',
  '{"name":"\\ud800"}',
  '{"name":"a"}{"name":"b"}',
  '{"name":"a",}',
  "{'name':'a'}",
  '{"__proto__":{"name":"a"}}',
  '{"constructor":{"prototype":{"name":"a"}}}',
  "[".repeat(30_000),
  `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
  `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
  `{"name":"${"x".repeat(65_000)}"}`,
  `{"name":"${"x".repeat(66_000)}"}`,
];

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** With an own property of this name, also where assigning would set the prototype. */
function own(value: Record<string, unknown>, key: string, content: unknown): Record<string, unknown> {
  return Object.defineProperty({ ...value }, key, { value: content, enumerable: true, configurable: true });
}

function replaced(value: unknown, place: number, odd: unknown): unknown {
  if (!isObject(value)) return odd;
  const keys = Object.keys(value);
  const key = keys[place % Math.max(keys.length, 1)];
  return key === undefined ? value : own(value, key, odd);
}

function without(value: unknown, place: number): unknown {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== keys[place % Math.max(keys.length, 1)]));
}

function spliced([text, at, bytes]: [string, number, Uint8Array]): Buffer {
  const whole = Buffer.from(text);
  const place = at % (whole.length + 1);
  return Buffer.concat([whole.subarray(0, place), bytes, whole.subarray(place)]);
}
