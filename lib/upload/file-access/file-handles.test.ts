import { expect, test } from "vitest";
import { openHandle, type OpenableHandle } from "./file-handles";

const file = new File(["content"], "disk.img");

/** A handle as browsers give them out, with the permission that people gave so far and what they answer when asked. */
function handleWith(permission: PermissionState, answer: () => Promise<PermissionState>): OpenableHandle {
  return {
    name: "disk.img",
    getFile: async () => file,
    queryPermission: async () => permission,
    requestPermission: answer,
  };
}

async function unasked(): Promise<PermissionState> {
  throw new Error("nobody was to be asked");
}

const closed = (reason: string, canAsk: boolean) => ({
  kind: "closed",
  reason: expect.stringContaining(reason),
  canAsk,
});

test("opens the file where permission is still there, or needs none", async () => {
  const opened = { kind: "file", file };
  expect(await openHandle(handleWith("granted", unasked), { mayAsk: true })).toEqual(opened);
  expect(await openHandle({ name: "disk.img", getFile: async () => file }, { mayAsk: false })).toEqual(opened);
});

test("asks only when it may", async () => {
  const granting = handleWith("prompt", async () => "granted");
  expect(await openHandle(granting, { mayAsk: false })).toEqual(closed("asks for permission", true));
  expect(await openHandle(granting, { mayAsk: true })).toEqual({ kind: "file", file });
});

test("says that reading was not allowed, or that another click can ask", async () => {
  const denied = closed("was not allowed", false);
  expect(await openHandle(handleWith("denied", unasked), { mayAsk: true })).toEqual(denied);
  const denying = handleWith("prompt", async () => "denied");
  expect(await openHandle(denying, { mayAsk: true })).toEqual(denied);
  const late = handleWith("prompt", async () => {
    throw new DOMException("User activation is required.", "SecurityError");
  });
  expect(await openHandle(late, { mayAsk: true })).toEqual(closed("asks for permission", true));
});

test.each([
  ["NotFoundError", "no longer where it was"],
  ["NotAllowedError", "was not allowed"],
  ["NotReadableError", "can no longer be read"],
  ["UnknownError", "cannot be opened"],
])("says what a %s means", async (name, reason) => {
  const getFile = async (): Promise<File> => {
    throw new DOMException("The file.", name);
  };
  const handle = { ...handleWith("granted", unasked), getFile };
  expect(await openHandle(handle, { mayAsk: true })).toEqual(closed(reason, false));
});
