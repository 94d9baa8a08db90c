import type { Document } from "openapi-backend";
import { declaresStatus, openDocument } from "@/e2e/support/fakes/harness/vendor-document";

/** An answer as it came. */
export interface Answer {
  method: string;
  /** With the `/v2` and without the query. */
  path: string;
  status: number;
  body: unknown;
}

/**
 * A function that throws when an answer does not fit an OpenAPI document: not its schema, or a status that the operation does not
 * declare. Paths and methods that are not in it are not judged.
 * @param name whose document it is, for the message
 */
export async function documentCheck(name: string, definition: Document): Promise<(answer: Answer) => void> {
  const document = await openDocument(definition);
  return ({ method, path, status, body }) => {
    const operation = document.matchOperation({ method, path, headers: {} });
    if (operation === undefined) return;
    const where = `${method} ${operation.path} → ${status}`;
    if (!declaresStatus(operation, status)) throw new Error(`${where} is not declared by the ${name}'s document.`);
    const { errors } = document.validateResponse(body, operation, status);
    const told = errors?.map(({ instancePath, message }) => `${instancePath} ${message}`).join(", ");
    if (told !== undefined) throw new Error(`${where} does not fit the ${name}'s document: ${told}`);
  };
}
