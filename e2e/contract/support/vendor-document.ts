import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { z } from "zod";

/** An answer as it came. */
export interface Answer {
  method: string;
  /** With the `/v2` and without the query. */
  path: string;
  status: number;
  body: unknown;
}

const DOCUMENT_KEY = "vendor";

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
});

/**
 * A function that throws when an answer does not fit the vendor's document: not its schema, or a status that the operation does
 * not declare. Paths and methods that are not in it are not judged. Without a folder that holds it everything is accepted.
 */
export function vendorCheck(contractsDirectory: string | null): (answer: Answer) => void {
  if (contractsDirectory === null) return () => undefined;
  const text = readFileSync(join(contractsDirectory, "sfc-images.openapi.yaml"), "utf8");
  const document = documentSchema.parse(parse(text));
  // The document holds OpenAPI's own words and formats (u-int64), which are not JSON Schema's.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, DOCUMENT_KEY);

  return ({ method, path, status, body }) => {
    const template = Object.keys(document.paths).find((candidate) => matches(candidate, path));
    const operation = template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()];
    if (template === undefined || operation === undefined) return;
    const where = `${method} ${template} → ${status}`;
    if (operation.responses[status] === undefined) throw new Error(`${where} is not declared by the vendor.`);
    const pointer = [
      "paths",
      template,
      method.toLowerCase(),
      "responses",
      status,
      "content",
      "application/json",
      "schema",
    ]
      .map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const validate =
      ajv.getSchema(`${DOCUMENT_KEY}#/${pointer}`) ?? ajv.compile({ $ref: `${DOCUMENT_KEY}#/${pointer}` });
    if (validate(body) !== true) {
      throw new Error(`${where} does not fit the vendor's document: ${ajv.errorsText(validate.errors)}`);
    }
  };
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith("{") || part === given[index]);
}
