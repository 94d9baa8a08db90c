import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor";

const POSITION = { createdAt: 1_738_972_800_123, id: "image_k3R-nX9vLm7Qp2Yw5Jd8F" };

test("a cursor holds a position and has the vendor's form", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.stringMatching(/^[0-9A-Za-z_-]{1,21}$/),
      (createdAt, suffix) => {
        const position = { createdAt, id: `image_${suffix}` };
        const cursor = encodeCursor(position);
        expect(cursor).toMatch(/^imagec_[A-Za-z0-9_-]+$/);
        expect(decodeCursor(cursor)).toEqual(position);
      },
    ),
  );
});

test.each([
  "",
  "imagec_",
  "imagec_AAAA",
  "imagec_!!!",
  "image_k3R-nX9vLm7Qp2Yw5Jd8F",
  encodeCursor(POSITION).slice(0, 14),
  `${encodeCursor(POSITION)}=`,
  `${encodeCursor(POSITION)} `,
  encodeCursor(POSITION).replace("imagec_", "imagec_ "),
  encodeCursor(POSITION).replace("imagec_A", "imagec_B"),
  encodeCursor({ ...POSITION, id: `image_${"a".repeat(22)}` }),
  encodeCursor({ ...POSITION, id: "image_a b" }),
])("%j is no cursor", (cursor) => {
  expect(decodeCursor(cursor)).toBeNull();
});

test("any text is a position or null, never an error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(decodeCursor(`imagec_${text}`)).toSatisfy(
        (position) => position === null || encodeCursor(position) === `imagec_${text}`,
      );
    }),
  );
});
