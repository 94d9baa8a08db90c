import { expect, test } from "@playwright/test";

for (const path of ["/sign-in", "/nothing/here", "/nothing.txt", "/api/session", "/api/nothing", "/_next/nothing"]) {
  test(`${path} cannot be framed, sniffed or told of to other sites`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["content-security-policy"]).toMatch(/frame-ancestors 'none'$/);
  });
}
