import fc from "fast-check";
import { expect, test } from "vitest";
import { attachment } from "./content-disposition";

test.each([
  ["ubuntu-24.04_server.img", 'attachment; filename="ubuntu-24.04_server.img"'],
  ['a"; filename="b', `attachment; filename="a__ filename=_b"; filename*=UTF-8''a%22%3B%20filename%3D%22b`],
  ["a\r\nSet-Cookie: b", `attachment; filename="a__Set-Cookie: b"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b`],
  ["../../etc/passwd", `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`],
  ["été.img", `attachment; filename="_t_.img"; filename*=UTF-8''%C3%A9t%C3%A9.img`],
  ["it's (1)*💾", `attachment; filename="it's (1)*_"; filename*=UTF-8''it%27s%20%281%29%2A%F0%9F%92%BE`],
])("%j", (name, expected) => {
  expect(attachment(name)).toBe(expected);
});

test("no name breaks out of the header", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      expect(attachment(name)).toMatch(
        /^attachment; filename="[^"\\\r\n]*"(; filename\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]*)?$/,
      );
      expect(attachment(name)).toMatch(/^[\x20-\x7e]*$/);
    }),
  );
});
