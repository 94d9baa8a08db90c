import { test as base, expect } from "@playwright/test";

/** What pages were refused by their own policy since the test began. A worker process runs one test at a time. */
const violations: string[] = [];

/** How Chromium speaks of a refusal in the console. What workers are refused shows in what they are for: uploads and downloads. */
const VIOLATION = /Content Security Policy|TrustedHTML|TrustedScript|Permissions[- ]Policy/;

interface TestFixtures {
  policy: null;
}

/** Playwright's `test`, which fails when a page did what its Content-Security-Policy refuses, in whichever window. */
export const test = base.extend<TestFixtures>({
  browser: [
    async ({ browser }, use) => {
      browser.on("context", (context) => {
        context.on("console", (message) => {
          if (VIOLATION.test(message.text())) violations.push(message.text());
        });
        context.on("weberror", (error) => {
          if (VIOLATION.test(error.error().message)) violations.push(error.error().message);
        });
      });
      await use(browser);
    },
    { scope: "worker" },
  ],
  policy: [
    async ({}, use) => {
      violations.length = 0;
      await use(null);
      expect(violations, "what the pages' own policy refused").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
