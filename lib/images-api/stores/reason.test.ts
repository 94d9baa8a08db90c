import { expect, test } from "vitest";
import { bucketError } from "@/lib/images-api/objects/s3/bucket-error";
import { LockLostError } from "@/lib/images-api/storage-fault";
import { mayPass, reasonOf } from "./reason";

const failure = (message: string, facts: object, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), facts);

const refused = failure("connect ECONNREFUSED 127.0.0.1:5432", { code: "ECONNREFUSED", syscall: "connect" });

test.each([
  refused,
  failure("", { code: "ECONNREFUSED" }),
  failure("connect ENOENT /var/run/postgresql/.s.PGSQL.5432", { code: "ENOENT", syscall: "connect" }),
  failure("The database does not answer", { code: "08006" }, refused),
  failure("the database system is starting up", { code: "57P03" }),
  failure("canceling statement due to lock timeout", { code: "55P03" }),
  new LockLostError("The connection that holds this server's lock broke."),
  failure("HeadBucketCommand: ENOTFOUND", { code: "S3_UNREACHABLE" }),
])("%s may pass", (error) => {
  expect(mayPass(error)).toBe(true);
});

test.each([
  failure('password authentication failed for user "ada"', { code: "28P01" }),
  failure('database "images" does not exist', { code: "3D000" }),
  failure("no such file", { code: "ENOENT", syscall: "open" }),
  failure("HeadBucketCommand: Forbidden (403)", { code: "S3_REFUSED" }),
  failure("The database does not answer", { code: "08006" }, failure("expired", { code: "CERT_HAS_EXPIRED" })),
  failure("The database does not answer", { code: "08006" }, failure("", { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })),
  failure("It does not answer", { code: "08006" }, new Error("The server does not support SSL connections")),
  bucketError("HeadBucketCommand", failure("self-signed certificate", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })),
  bucketError("HeadBucketCommand", failure("first certificate", { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })),
  new Error("The tables are of a newer version."),
])("%s does not", (error) => {
  expect(mayPass(error)).toBe(false);
});

test("a reason is told in the engine's words, and by its code where it has none", () => {
  expect(reasonOf(refused)).toBe("connect ECONNREFUSED 127.0.0.1:5432");
  const wordless = failure("", { code: "ECONNREFUSED" });
  expect(reasonOf(failure("It does not answer: ", { code: "08006" }, wordless))).toBe(
    "It does not answer, ECONNREFUSED",
  );
  expect(reasonOf(wordless)).toBe("ECONNREFUSED");
  expect(reasonOf(new Error("It is newer."))).toBe("It is newer.");
  expect(reasonOf("nothing")).toBe("nothing");
});
