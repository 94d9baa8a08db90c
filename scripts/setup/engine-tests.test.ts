import { expect, test } from "vitest";
import { decideEngineTests } from "./engine-tests.mjs";

test("a machine that lacks nothing runs them and says nothing", () => {
  expect(decideEngineTests("[]\n")).toEqual({ run: true, line: "" });
});

test("a machine that lacks an engine says which tests did not run and why, in one line", () => {
  expect(decideEngineTests('["no Postgres is installed","no Swift is installed"]')).toEqual({
    run: false,
    line: "Tests on Postgres and S3 did not run: no Postgres is installed; no Swift is installed.",
  });
});

test.each(["", "Error: no such file"])("whoever could not look (%j) finds out by running them", (output) => {
  expect(decideEngineTests(output)).toEqual({ run: true, line: "" });
});
