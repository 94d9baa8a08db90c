import { expect, test } from "vitest";
import { webAddressSchema } from "./web-address";

test.each(["https://storage.example/a?b=c", "http://127.0.0.1:9000/objects/x", "HTTPS://storage.example"])(
  "%s may be followed",
  (address) => expect(webAddressSchema.safeParse(address).success).toBe(true),
);

test.each([
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://images.example/1",
  "file:///etc/passwd",
  "ftp://storage.example/a",
  "//storage.example/a",
  "/objects/x",
  "",
  "https://images.example@evil.example/a",
  "https://user:secret@storage.example/a",
])("%j may not", (address) => expect(webAddressSchema.safeParse(address).success).toBe(false));
