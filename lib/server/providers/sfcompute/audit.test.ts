import { expect, test } from "vitest";
import { auditPageSchema } from "@/lib/contract/audit";
import { toAuditPage, wholeImageId, wireAuditListSchema } from "./audit";

const ENTRY = {
  object: "audit_entry",
  id: "audit_1",
  created_at: 1_700_000_000,
  actor: "ada",
  token_id: "token_1",
  action: "image.delete",
  outcome: "done",
  reason: null,
  image_id: "image_1",
  image_name: "debian",
  address: "192.0.2.1",
  request_id: "00000000-0000-4000-8000-000000000000",
};

test("entries come out as the browser expects them, with the instant in ISO 8601", () => {
  const page = toAuditPage(
    wireAuditListSchema.parse({ object: "list", data: [ENTRY], has_more: true, cursor: "next" }),
  );
  expect(auditPageSchema.parse(page)).toEqual({
    entries: [
      {
        id: "audit_1",
        at: "2023-11-14T22:13:20.000Z",
        actor: "ada",
        tokenId: "token_1",
        action: "image.delete",
        outcome: "done",
        reason: null,
        imageId: "image_1",
        imageName: "debian",
        address: "192.0.2.1",
        requestId: "00000000-0000-4000-8000-000000000000",
      },
    ],
    nextCursor: "next",
  });
});

test("an action that a newer server knows passes, and the last page has no cursor", () => {
  const wire = { data: [{ ...ENTRY, action: "image.copy" }], has_more: false, cursor: "ignored" };
  const page = toAuditPage(wireAuditListSchema.parse(wire));
  expect(page.entries[0]?.action).toBe("image.copy");
  expect(page.nextCursor).toBeNull();
});

test("an instant that no date can have is none of this API's answers", () => {
  const wire = { data: [{ ...ENTRY, created_at: 1e15 }], has_more: false };
  expect(wireAuditListSchema.safeParse(wire).success).toBe(false);
});

test("an id is asked for whole, also when it comes as the list shows it", () => {
  expect(wholeImageId("_XNt5huPyCxbpgrjVgkZ7")).toBe("image__XNt5huPyCxbpgrjVgkZ7");
  expect(wholeImageId("image__XNt5huPyCxbpgrjVgkZ7")).toBe("image__XNt5huPyCxbpgrjVgkZ7");
});
