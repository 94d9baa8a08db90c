import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";

/** An answer as it came. */
export interface Answer {
  method: string;
  /** With the `/v2` and without the query. */
  path: string;
  status: number;
  body: unknown;
}

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
});

/**
 * A function that throws when an answer does not fit an OpenAPI 3.1 document: not its schema, or a status that the operation
 * does not declare. Paths and methods that are not in it are not judged.
 * @param name whose document it is, for the message
 */
export function documentCheck(name: string, openApiDocument: unknown): (answer: Answer) => void {
  const document = documentSchema.parse(openApiDocument);
  // A document holds OpenAPI's own words and formats (u-int64), which are not JSON Schema's.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, name);

  return ({ method, path, status, body }) => {
    const template = Object.keys(document.paths).find((candidate) => matches(candidate, path));
    const operation = template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()];
    if (template === undefined || operation === undefined) return;
    const where = `${method} ${template} → ${status}`;
    if (operation.responses[status] === undefined)
      throw new Error(`${where} is not declared by the ${name}'s document.`);
    const pointer = pointerTo("paths", template, method.toLowerCase(), "responses", String(status));
    const $ref = `${name}#${pointer}/content/${escaped("application/json")}/schema`;
    const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
    if (validate(body) !== true) {
      throw new Error(`${where} does not fit the ${name}'s document: ${ajv.errorsText(validate.errors)}`);
    }
  };
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith("{") || part === given[index]);
}

function pointerTo(...parts: string[]): string {
  return parts.map((part) => `/${escaped(part)}`).join("");
}

/** One step of a JSON pointer, in a URI fragment (RFC 6901 section 6). */
function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
