import { expect, test } from "vitest";
import { imageDetailsFixture, imageFixture } from "@/lib/contract/image-fixture";
import { markWords, matchesWords, searchWords } from "./search-images";

const sha256 = "ab12".padEnd(64, "0");
const image = imageFixture({ name: "Ubuntu-24.04 Server", id: "image_k3RnX9vQ", sha256 });

test.each([
  ["", true],
  ["ubuntu", true],
  ["  SERVER   24.04 ", true],
  ["ubuntu debian", false],
  ["image_k3Rn", true],
  ["rnx9", true],
  ["ab12", true],
  ["sha256:ab12000", true],
  // Inside a checksum nobody looks.
  ["b120", false],
  // In an id and at the start of the checksum, but too short to mean either.
  ["k3", false],
  ["ab1", false],
  // One word by the name, one by the checksum.
  ["server ab12", true],
])("searching for %j finds it: %s", (query, isFound) => {
  expect(matchesWords(image, searchWords(query))).toBe(isFound);
});

test("ways of writing the same letters make no difference", () => {
  const cafe = imageFixture({ name: "cafe\u0301" });
  expect(matchesWords(cafe, searchWords("CAFÉ"))).toBe(true);
});

test("an image without a checksum is found by its name only", () => {
  expect(matchesWords(imageFixture({ name: "disk", sha256: null }), searchWords("ab12"))).toBe(false);
});

test("the pieces of a name are marked where words match, also where these overlap", () => {
  expect(markWords("Ubuntu-24", searchWords("bun unt 4"))).toEqual([
    { text: "U", isMatch: false },
    { text: "bunt", isMatch: true },
    { text: "u-2", isMatch: false },
    { text: "4", isMatch: true },
  ]);
});

test("a name that does not keep its length when it is folded is left unmarked", () => {
  expect(markWords("ﬁle.img", searchWords("img"))).toEqual([{ text: "ﬁle.img", isMatch: false }]);
});

test("tags are found like names, a description and the provider's own id by longer words", () => {
  const tagged = imageFixture({
    name: "disk",
    id: "private~15",
    details: imageDetailsFixture({
      nativeId: "private/15",
      description: "Golden image of the fleet",
      tags: ["db", "Prod"],
    }),
  });
  const finds = (query: string) => matchesWords(tagged, searchWords(query));
  expect(["prod", "db", "golden fleet", "private/15", "private~15"].map(finds)).toEqual([true, true, true, true, true]);
  expect(["of", "staging"].map(finds)).toEqual([false, false]);
});
