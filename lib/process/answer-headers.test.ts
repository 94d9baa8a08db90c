import { expect, test } from "vitest";
import { answerHeaders } from "./answer-headers";

const embedded = {
  apiUrl: new URL("http://127.0.0.1:3000"),
  prefix: "/v2",
  embedded: true,
  publicUrl: new URL("https://a"),
};

function headersAt(publicUrl: string, target: string): Record<string, string> {
  const url = new URL(publicUrl);
  const objectsPublicUrl = new URL("https://objects.example");
  const settings = {
    publicUrl: url,
    objectsPublicUrl,
    sfcompute: embedded,
    linode: null,
    bucket: null,
    uploadOrigins: null,
  };
  return answerHeaders(settings)(target);
}

test.each(["/", "/api/session", "/v2/images", "/objects/a", "/_next/static/chunks/a.js", "*", ""])(
  "an answer at %j is what it says, stays with this site and is framed by nobody",
  (target) => {
    expect(headersAt("http://127.0.0.1:3000", target)).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/),
    });
  },
);

test("over https browsers keep to it", () => {
  expect(headersAt("https://images.example", "/")["strict-transport-security"]).toMatch(/^max-age=63072000/);
  expect(headersAt("http://images.example", "/")).not.toHaveProperty("strict-transport-security");
});

test("a worker connects to no more than its page, and loads scripts of the dashboard alone", () => {
  const policy = headersAt("https://images.example", "/_next/static/chunks/worker.js")["content-security-policy"];
  expect(policy).toContain("connect-src 'self' https://objects.example;");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
});
