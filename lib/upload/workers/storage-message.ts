import * as z from "zod/mini";
import { jsonTextSchema } from "@/lib/contract/json-text";

/** An answer that says more than this is not read, in bytes: what a storage says of a part is a sentence. */
export const MAX_STORAGE_ANSWER_BYTES = 16 * 1024;

/** A longer message is not a sentence for people, in UTF-16 units. */
const MAX_MESSAGE_LENGTH = 500;

const jsonSchema = z.pipe(jsonTextSchema, z.object({ error: z.object({ message: z.string() }) }));

/** The entities of XML itself (https://www.w3.org/TR/xml/#sec-predefined-ent). */
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};

/**
 * The sentence in a storage's refusal, ending with a full stop: `{"error":{"message"}}` of the embedded store, `<Message>` of
 * S3's error document (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). Null for anything else.
 */
export function storageMessage(body: string): string | null {
  if (body.length > MAX_STORAGE_ANSWER_BYTES) return null;
  const json = jsonSchema.safeParse(body);
  const message = (json.success ? json.data.error.message : xmlMessage(body)).trim();
  if (message === "" || message.length > MAX_MESSAGE_LENGTH) return null;
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function xmlMessage(body: string): string {
  // A worker has no DOMParser.
  const text = /<Error>.*?<Message>([^<]*)<\/Message>/s.exec(body)?.[1] ?? "";
  return text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}
