import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { eventually } from "@/lib/utils/eventually.fixture";
import { makeImage, makeVerifyingImage } from "./images";

/** Longer than any test. */
const LONG_MS = 600_000;

const ids = async (claimed: Promise<{ id: string }[]>) => (await claimed).map(({ id }) => id);

/** @param other another opening of the same rows, as another server has */
export function declareClaimTests(store: () => MetadataStore, other: () => MetadataStore): void {
  const [mine, theirs] = [() => store().claims, () => other().claims];

  test("a verification is one server's until it is released", async () => {
    await makeVerifyingImage(store(), "image_1");
    expect(await mine().claimVerification("image_1", LONG_MS)).toBe(true);
    expect(await mine().claimVerification("image_1", LONG_MS)).toBe(true);
    expect(await theirs().claimVerification("image_1", LONG_MS)).toBe(false);
    expect(await theirs().keepVerification("image_1", LONG_MS)).toBe(false);
    await theirs().releaseVerification("image_1");
    expect(await mine().keepVerification("image_1", LONG_MS)).toBe(true);
    await mine().releaseVerification("image_1");
    expect(await mine().keepVerification("image_1", LONG_MS)).toBe(false);
    expect(await theirs().claimVerification("image_1", LONG_MS)).toBe(true);
  });

  test("a dead server's verifications are another's once its lease is over", async () => {
    await makeVerifyingImage(store(), "image_1");
    await mine().claimVerification("image_1", 1);
    await eventually(async () => expect(await ids(theirs().claimVerifications(5, LONG_MS))).toEqual(["image_1"]));
    expect(await mine().keepVerification("image_1", LONG_MS)).toBe(false);
    expect(await mine().claimVerification("image_1", LONG_MS)).toBe(false);
  });

  test("a lease that is over and that nobody has taken can be kept", async () => {
    await makeVerifyingImage(store(), "image_1");
    await mine().claimVerification("image_1", 0);
    expect(await mine().keepVerification("image_1", LONG_MS)).toBe(true);
    expect(await theirs().claimVerification("image_1", LONG_MS)).toBe(false);
  });

  test("only what is due can be claimed, and it is kept only as long", async () => {
    await makeImage(store(), { id: "image_started" });
    expect(await mine().claimVerification("image_started", LONG_MS)).toBe(false);
    expect(await mine().claimVerification("image_0", LONG_MS)).toBe(false);
    for (const id of ["image_deleted", "image_failed", "image_completed"]) {
      await makeVerifyingImage(store(), id);
      expect(await mine().claimVerification(id, LONG_MS)).toBe(true);
    }
    await other().deleteImage("image_deleted", "ada", 2_000);
    await other().failImage("image_failed", "wrong checksum", 2_000);
    await other().completeImage("image_completed", 10, 2_000);
    for (const id of ["image_deleted", "image_failed", "image_completed"]) {
      expect(await mine().keepVerification(id, LONG_MS)).toBe(false);
    }
    expect(await theirs().claimVerifications(5, LONG_MS)).toEqual([]);
  });

  test("the longest due are claimed first, and nobody's twice", async () => {
    for (const [index, id] of ["image_c", "image_a", "image_b"].entries()) {
      await makeVerifyingImage(store(), id, 1_200 + index);
    }
    expect(await ids(mine().claimVerifications(2, LONG_MS))).toEqual(["image_c", "image_a"]);
    expect(await ids(theirs().claimVerifications(2, LONG_MS))).toEqual(["image_b"]);
    expect(await mine().claimVerifications(2, LONG_MS)).toEqual([]);
  });

  test("what a server leaves to others is not counted among what it may have", async () => {
    for (const [index, id] of ["image_a", "image_b", "image_c"].entries()) {
      await makeVerifyingImage(store(), id, 1_200 + index);
    }
    expect(await ids(mine().claimVerifications(1, LONG_MS, ["image_a", "image_c"]))).toEqual(["image_b"]);
    expect(await mine().claimVerifications(5, LONG_MS, ["image_a", "image_c"])).toEqual([]);
    expect(await ids(theirs().claimVerifications(5, LONG_MS))).toEqual(["image_a", "image_c"]);
  });

  test("of servers that claim at once each gets others", async () => {
    const all = Array.from({ length: 20 }, (_, index) => `image_${index}`);
    for (const id of all) await makeVerifyingImage(store(), id);
    const claiming = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? mine() : theirs()));
    const claimed = await Promise.all(claiming.map((claims) => ids(claims.claimVerifications(3, LONG_MS))));
    for (const some of claimed) expect(some.length).toBeLessThanOrEqual(3);
    expect(new Set(claimed.flat()).size).toBe(claimed.flat().length);
    const rest = await ids(mine().claimVerifications(20, LONG_MS));
    expect([...claimed.flat(), ...rest].toSorted()).toEqual(all.toSorted());
  });

  test("a round is one server's, and the next one comes when it is time", async () => {
    expect(await mine().beginRound("upkeep", LONG_MS, LONG_MS)).toBe(true);
    expect(await mine().beginRound("upkeep", 0, LONG_MS)).toBe(false);
    expect(await theirs().beginRound("upkeep", 0, LONG_MS)).toBe(false);
    expect(await theirs().beginRound("damage", LONG_MS, LONG_MS)).toBe(true);
    await theirs().endRound("upkeep");
    expect(await mine().keepRound("upkeep", LONG_MS)).toBe(true);
    await mine().endRound("upkeep");
    expect(await mine().keepRound("upkeep", LONG_MS)).toBe(false);
    expect(await theirs().beginRound("upkeep", LONG_MS, LONG_MS)).toBe(false);
    await eventually(async () => expect(await theirs().beginRound("upkeep", 1, LONG_MS)).toBe(true));
    expect(await mine().beginRound("upkeep", 1, LONG_MS)).toBe(false);
  });

  test("a dead server's round is another's once its lease is over", async () => {
    await mine().beginRound("upkeep", LONG_MS, 1);
    await eventually(async () => expect(await theirs().beginRound("upkeep", LONG_MS, LONG_MS)).toBe(true));
    expect(await mine().keepRound("upkeep", LONG_MS)).toBe(false);
    await mine().endRound("upkeep");
    expect(await theirs().keepRound("upkeep", LONG_MS)).toBe(true);
  });

  test("of servers that begin a round at once one does it", async () => {
    const begun = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? mine() : theirs()).beginRound("upkeep", LONG_MS, LONG_MS),
    );
    expect((await Promise.all(begun)).filter(Boolean)).toHaveLength(1);
  });
}
