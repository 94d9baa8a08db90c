import { expect, test } from "vitest";
import { judgeAudit } from "./audit-dependencies.mjs";

const NONE = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };

/** As npm 11 writes it. */
function report(...found: { name: string; severity: string; via: unknown[] }[]): string {
  const vulnerabilities = Object.fromEntries(
    found.map((one) => [
      one.name,
      {
        ...one,
        isDirect: false,
        effects: [],
        range: "<1.2.3",
        nodes: [`node_modules/${one.name}`],
        fixAvailable: true,
      },
    ]),
  );
  return JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: NONE, dependencies: {} },
  });
}

const advisory = (severity: string) => ({
  source: 1_000_001,
  name: "parser",
  dependency: "parser",
  title: "Reads past the end",
  url: "https://advisories.example/1",
  severity,
  cwe: ["CWE-125"],
  cvss: { score: 0, vectorString: null },
  range: "<1.2.3",
});

test("nothing known is said in a line", () => {
  expect(judgeAudit(report())).toEqual({ holds: true, lines: ["No advisory is known for what the server runs on."] });
});

test.each([
  { severity: "info", holds: true },
  { severity: "low", holds: true },
  { severity: "moderate", holds: true },
  { severity: "high", holds: false },
  { severity: "critical", holds: false },
])("an advisory of severity $severity is told, and lets the tests hold: $holds", ({ severity, holds }) => {
  const judged = judgeAudit(report({ name: "parser", severity, via: [advisory(severity)] }));
  expect(judged).toEqual({ holds, lines: [`${severity}: parser: Reads past the end https://advisories.example/1`] });
});

test("one among many that stops is enough, also where it comes by another package", () => {
  const judged = judgeAudit(
    report(
      { name: "parser", severity: "low", via: [advisory("low")] },
      { name: "reader", severity: "high", via: ["parser"] },
    ),
  );
  expect(judged.holds).toBe(false);
  expect(judged.lines).toContain("high: reader: by parser");
});

test.each([
  {
    what: "a registry without the question",
    output: JSON.stringify({
      message: "405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk",
      method: "POST",
      uri: "https://registry.example/-/npm/v1/security/advisories/bulk",
      headers: { allow: ["GET,HEAD"] },
      statusCode: 405,
      body: "",
      error: { summary: "", detail: "" },
    }),
    why: " (405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk)",
  },
  {
    what: "no network",
    output: JSON.stringify({
      message:
        "request to https://registry.example/-/npm/v1/security/advisories/bulk failed, reason: getaddrinfo ENOTFOUND",
      error: { summary: "", detail: "" },
    }),
    why: " (request to https://registry.example/-/npm/v1/security/advisories/bulk failed, reason: getaddrinfo ENOTFOUND)",
  },
  { what: "an npm that was cut off", output: "", why: "" },
  { what: "half a report", output: '{"auditReportVersion":2,"vulnera', why: "" },
  { what: "a page of a proxy", output: "<html>", why: "" },
])("$what fails nothing, and is said", ({ output, why }) => {
  const line = `The registry could not be asked for advisories${why}: dependencies were not audited.`;
  expect(judgeAudit(output)).toEqual({ holds: true, lines: [line] });
});
