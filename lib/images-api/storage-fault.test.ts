import { expect, test } from "vitest";
import { storageFault, StorageGoneError } from "./storage-fault";

const failure = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ["ENOSPC", 507, "full"],
  ["SQLITE_FULL", 507, "full"],
  ["SQLITE_BUSY", 503, "busy"],
  ["SQLITE_BUSY_SNAPSHOT", 503, "busy"],
  ["EMFILE", 503, "too many"],
  ["EROFS", 503, "only be read"],
  ["SQLITE_READONLY_DIRECTORY", 503, "only be read"],
  ["SQLITE_IOERR_WRITE", 503, "does not work"],
  ["ENOENT", 503, "not there"],
  ["53100", 507, "database is full"],
  ["LOCK_LOST", 503, "lost its lock"],
  ["53300", 503, "busy"],
  ["57014", 503, "busy"],
  ["55P03", 503, "busy"],
  ["40P01", 503, "busy"],
  ["57P01", 503, "does not answer"],
  ["57P03", 503, "does not answer"],
  ["08006", 503, "does not answer"],
  ["25006", 503, "only be read"],
  ["28P01", 503, "may not use"],
  ["58030", 503, "does not work"],
])("%s is answered with %i and says what to do", (code, status, words) => {
  const fault = storageFault(failure(code));
  expect(fault?.status).toBe(status);
  expect(fault?.message).toContain(words);
  expect(fault?.message).toMatch(/[Tt]ry again|try again/);
});

test("a database that was taken away is told from faults of the program", () => {
  expect(storageFault(new StorageGoneError("images.db"))?.status).toBe(503);
  expect(storageFault(new Error("no code"))).toBeNull();
  expect(storageFault(failure("SQLITE_CONSTRAINT_CHECK"))).toBeNull();
  expect(storageFault(failure("23505"))).toBeNull();
  expect(storageFault("text")).toBeNull();
});
