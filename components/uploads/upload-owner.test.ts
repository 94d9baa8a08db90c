import { expect, test } from "vitest";
import { foreignUploadText } from "./upload-owner";

test("an upload of this account, or before anybody is known, can be acted for", () => {
  expect(foreignUploadText({ account: "ops" }, { name: "ops", role: "operator" })).toBeNull();
  expect(foreignUploadText({ account: null }, { name: null, role: null })).toBeNull();
  expect(foreignUploadText({ account: "ops" }, undefined)).toBeNull();
});

test("an upload of another account says whose it is", () => {
  expect(foreignUploadText({ account: "ops" }, { name: "build", role: null })).toBe("Sign in as ops to go on");
  expect(foreignUploadText({ account: null }, { name: "build", role: null })).toBe(
    "Sign in with the account that began it to go on",
  );
});
