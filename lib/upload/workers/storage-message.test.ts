import { expect, test } from "vitest";
import { MAX_STORAGE_ANSWER_BYTES, storageMessage } from "./storage-message";

const xml = (message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;

test.each([
  {
    what: "the embedded store's JSON",
    body: JSON.stringify({ error: { type: "insufficient_storage", message: "The disk is full." } }),
    message: "The disk is full.",
  },
  { what: "S3's XML", body: xml("Request has expired"), message: "Request has expired." },
  { what: "entities", body: xml("&lt;a&gt; &amp;lt; &quot;b&quot;"), message: '<a> &lt; "b".' },
  { what: "nothing", body: "", message: null },
  { what: "a proxy's page", body: "<html><body>502 Bad Gateway</body></html>", message: null },
  { what: "other JSON", body: '{"error":"no"}', message: null },
  { what: "an empty sentence", body: xml(" "), message: null },
  { what: "too long a sentence", body: xml("a".repeat(501)), message: null },
  { what: "too long an answer", body: xml("No") + " ".repeat(MAX_STORAGE_ANSWER_BYTES), message: null },
])("$what says $message", ({ body, message }) => {
  expect(storageMessage(body)).toBe(message);
});
