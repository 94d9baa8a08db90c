import { expect, test } from "vitest";
import { sentinelOf } from "./sentinels";
import { accountOf, bearerToken, holderOf } from "./tokens";

test.each([
  { token: "user-a", holder: { account: "user-a", mayWrite: true } },
  { token: "user-a.second", holder: { account: "user-a", mayWrite: true } },
  { token: "readonly-user-a", holder: { account: "user-a", mayWrite: false } },
  { token: "readonly-user-a.x", holder: { account: "user-a", mayWrite: false } },
  { token: "invalid", holder: null },
  { token: "invalid-user-a", holder: null },
  { token: "", holder: null },
  { token: null, holder: null },
])("the token $token is $holder's", ({ token, holder }) => {
  expect(holderOf(token)).toEqual(holder);
  expect(accountOf(token)).toBe(holder?.account ?? null);
});

test.each([
  { header: "Bearer user-a", token: "user-a" },
  { header: "Basic user-a", token: null },
  { header: "Bearer", token: null },
  { header: undefined, token: null },
])("$header brings the token $token", ({ header, token }) => {
  expect(bearerToken(header)).toBe(token);
});

test.each([
  { name: "fail-429-disk", sentinel: "429" },
  { name: "fail-quota", sentinel: "quota" },
  { name: "fail-500.img", sentinel: "500" },
  { name: "my-fail-500", sentinel: null },
  { name: "failure", sentinel: null },
])("$name asks for $sentinel", ({ name, sentinel }) => {
  expect(sentinelOf(name)).toBe(sentinel);
});
