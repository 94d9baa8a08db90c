import fc from "fast-check";

/** Any code points, lone surrogates among them. fast-check's own `binary` needs a second or more to get ready. */
export function anyCodePoints({ minLength = 0, maxLength = 20 } = {}): fc.Arbitrary<string> {
  const point = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 0x7f }) },
    { weight: 2, arbitrary: fc.integer({ min: 0x80, max: 0xffff }) },
    { weight: 1, arbitrary: fc.integer({ min: 0x1_0000, max: 0x10_ffff }) },
  );
  return fc.array(point, { minLength, maxLength }).map((points) => String.fromCodePoint(...points));
}
