import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { OpenAPIBackend, type Document } from "openapi-backend";
import { parse } from "yaml";

/** Formats of OpenAPI documents that JSON Schema does not know: they say how wide a number is. */
const NUMBER_FORMATS = ["u-int32", "u-int64", "uint8", "uint16", "uint32", "uint64"];

/** A vendor's document, read from CONTRACTS_DIR, JSON or YAML. @returns null when CONTRACTS_DIR is not set */
export async function readVendorDocument(name: string): Promise<OpenAPIBackend | null> {
  const { CONTRACTS_DIR: directory = "" } = process.env;
  if (directory === "") return null;
  // JSON is YAML.
  return openDocument(parse(await readFile(join(directory, name), "utf8")));
}

/** A document of OpenAPI 3.0 or 3.1 as a validator of requests and answers. */
export function openDocument(definition: Document): Promise<OpenAPIBackend> {
  const document = new OpenAPIBackend({
    definition: withNullTypes(definition),
    // A document may hold examples and words of its own that are no JSON Schema.
    quick: true,
    ajvOpts: { strict: false, allErrors: true, validateSchema: false, logger: false },
    customizeAjv: (_ajv, options) => {
      const ajv = new Ajv2020(options);
      addFormats.default(ajv);
      for (const format of NUMBER_FORMATS) ajv.addFormat(format, true);
      // Linode's instants have no offset.
      const instant = ajv.formats["iso-date-time"];
      if (instant !== undefined) ajv.addFormat("date-time", instant);
      return ajv;
    },
  });
  return document.init();
}

/** Whether an operation says what an answer of this status looks like, be it for its family (`5XX`) or for all others. */
export function declaresStatus({ responses = {} }: { responses?: object }, status: number): boolean {
  return [String(status), `${Math.floor(status / 100)}XX`, "default"].some((key) => Object.hasOwn(responses, key));
}

/** With `nullable` of OpenAPI 3.0, which stands beside all kinds of schemas, in the words of JSON Schema. */
function withNullTypes<T>(value: T): T;
function withNullTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withNullTypes(item));
  if (typeof value !== "object" || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withNullTypes(item)]),
  );
  return nullable === true
    ? { anyOf: [rest, { type: "null" }] }
    : nullable === undefined
      ? rest
      : { ...rest, nullable };
}
