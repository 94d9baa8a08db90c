import { expect, test } from "vitest";
import { createVault } from "./vault";

const OLD = "an old secret that has 32 characters and more";
const NEW = "a new secret that has 32 characters and more";

test("what is sealed opens for the same account, also with a newer secret, and cannot be read", async () => {
  const sealed = await createVault("linode ops", [OLD]).seal("https://storage.example/upload?signature=1");
  expect(sealed).not.toContain("storage");
  expect(await createVault("linode ops", [NEW, OLD]).open(sealed)).toBe("https://storage.example/upload?signature=1");
});

test("another account, a lost secret and a damaged seal open nothing", async () => {
  const sealed = await createVault("linode ops", [OLD]).seal("secret");
  const refused = expect.objectContaining({ code: "invalid_request" });
  await expect(createVault("linode others", [OLD]).open(sealed)).rejects.toEqual(refused);
  await expect(createVault("linode ops", [NEW]).open(sealed)).rejects.toEqual(refused);
  await expect(createVault("linode ops", [OLD]).open(`${sealed.slice(0, -6)}AAAA~2`)).rejects.toEqual(refused);
  await expect(createVault("linode ops", [OLD]).open("")).rejects.toEqual(refused);
});
