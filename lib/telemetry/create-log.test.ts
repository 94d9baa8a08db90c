import { expect, test } from "vitest";
import { createLog } from "./create-log";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  write(createLog({ level: "trace", name: "server" }, { write: (line) => void (text += line) }));
  for (const line of text.trim().split("\n")) JSON.parse(line);
  return text;
}

const SECRET = "s3cr3t-that-nobody-may-read";

test.each([
  { authorization: SECRET },
  { cookie: SECRET },
  { headers: { cookie: SECRET, "set-cookie": [SECRET] } },
  { request: { headers: { authorization: SECRET } } },
  { err: Object.assign(new Error("It failed."), { request: { headers: { "proxy-authorization": SECRET } } }) },
  { sealed: { connection: { token: SECRET } } },
])("%j is logged without its secret", (fields) => {
  const text = logged((log) => log.info(fields, "said"));
  expect(text).not.toContain(SECRET);
  expect(text).toContain("[redacted]");
});

test.each([
  `Authorization: Bearer ${SECRET}`,
  `GET https://storage.example/part?X-Amz-Signature=${SECRET}&part=1`,
  `http://127.0.0.1:3000/objects/image_a/parts/1?expires=1&signature=${SECRET}`,
  `http://127.0.0.1:3000/sign-in#token=${SECRET}`,
  `cookie Fe26.2*1*${SECRET}`,
])("no secret is left of %j, in the message or an error", (text) => {
  const error = new Error(text, { cause: new Error(`because of ${text}`) });
  const lines = logged((log) => {
    log.info(text);
    log.error({ err: error, url: text }, "failed");
  });
  expect(lines).not.toContain(SECRET);
  expect(lines).toContain("[redacted]");
});

test("what is no secret stays", () => {
  const text = logged((log) => log.info({ requestId: "r", path: "/v2/images", tokenId: "token_1" }, "request"));
  expect(JSON.parse(text)).toMatchObject({ name: "server", requestId: "r", path: "/v2/images", tokenId: "token_1" });
});
