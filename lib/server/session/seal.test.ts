import { sealData } from "iron-session";
import { expect, test } from "vitest";
import { sealConnection, unsealConnection, type SealedConnection } from "./seal";

const OLD = "an old secret that has 32 characters and more";
const NEW = "a new secret that has 32 characters and more";
const OTHER = "another one that has 32 characters and more";
const CONNECTION: SealedConnection = {
  connection: "sfcompute",
  provider: "sfcompute",
  settings: {},
  token: "tok_secret",
  account: { name: "acme", role: "admin" },
};

test("what is sealed comes back, and cannot be read without the secret", async () => {
  const seal = await sealConnection(CONNECTION, [NEW]);
  expect(seal).not.toContain("tok_secret");
  expect(await unsealConnection(seal, [NEW])).toEqual(CONNECTION);
});

test("a seal is a cookie value as it is", async () => {
  expect(await sealConnection(CONNECTION, [NEW])).toMatch(/^[A-Za-z0-9*~_.-]+$/);
});

test("secrets can be added and taken away without signing anybody out", async () => {
  const before = await sealConnection(CONNECTION, [OLD]);
  const after = await sealConnection(CONNECTION, [NEW, OLD]);
  expect(await unsealConnection(before, [NEW, OLD])).toEqual(CONNECTION);
  expect(await unsealConnection(after, [NEW])).toEqual(CONNECTION);
  expect(await unsealConnection(before, [NEW])).toBeNull();
});

test("a seal made with a secret of somebody else is none", async () => {
  expect(await unsealConnection(await sealConnection(CONNECTION, [OTHER]), [NEW, OLD])).toBeNull();
});

test("a seal that was changed anywhere is none", async () => {
  const seal = await sealConnection(CONNECTION, [NEW]);
  const [body = "", version = ""] = seal.split("~");
  for (let position = 0; position < body.length; position += 7) {
    const changed = body[position] === "A" ? "B" : "A";
    const tampered = `${body.slice(0, position)}${changed}${body.slice(position + 1)}~${version}`;
    expect(await unsealConnection(tampered, [NEW]), `changed at ${position}`).toBeNull();
  }
});

test.each(["", "~", "x", "Fe26.2*1*a*b*c*d*e*f~2", "Fe26.2**********", "%00", "a".repeat(10_000)])(
  "%j is none",
  async (seal) => {
    expect(await unsealConnection(seal, [NEW])).toBeNull();
  },
);

test("a whole seal of something else is none", async () => {
  const probe = await sealConnection(CONNECTION, [NEW]);
  const id = probe.split("*")[1] ?? "";
  const seal = (content: unknown) => sealData(content, { password: { [id]: NEW } });
  expect(await unsealConnection(await seal(CONNECTION), [NEW])).toEqual(CONNECTION);
  expect(await unsealConnection(await seal({ ...CONNECTION, provider: "elsewhere" }), [NEW])).toBeNull();
  expect(await unsealConnection(await seal({ provider: "sfcompute" }), [NEW])).toBeNull();
});
