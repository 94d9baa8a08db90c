import { expect, test } from "vitest";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { makeImage } from "./images";

/** Asks as bob about what is ada's: `mine` is live, `gone` is deleted. */
type Intrusion = (store: MetadataStore) => Promise<void>;

const FOR_JOBS = "acts for no one: jobs, the object store and the admin command";
const FOR_ADMINS = "tells of everybody: only admins and the operator read it";
const BY_LINK = "the presigned link is the right to it";

/**
 * Every method of the store: what it does for another owner, or why it asks for none. A new method must find its place here, or the
 * types do not agree.
 */
const METHODS: Record<keyof MetadataStore | keyof StoreState, Intrusion | string> = {
  createImage: async (store) => {
    const mine = await store.createImage({ id: "image_bob", owner: "bob", name: "mine", createdAt: 1 });
    expect(mine).toMatchObject({ owner: "bob" });
    await expect(store.createImage({ id: "mine", owner: "bob", name: "other", createdAt: 1 })).rejects.toThrow();
  },
  findVisibleImage: async (store) => {
    expect(await store.findVisibleImage("mine", "bob")).toBeNull();
    expect(await store.findVisibleImage("gone", "bob")).toBeNull();
  },
  findOwnImage: async (store) => expect(await store.findOwnImage("mine", "bob")).toBeNull(),
  listImages: async (store) => {
    for (const includeDeleted of [true, false]) {
      const around = { createdAt: 1_000, id: "mine" };
      for (const position of [{}, { startingAfter: around }, { endingBefore: { ...around, createdAt: 0 } }]) {
        const list = await store.listImages({ owner: "bob", limit: 10, includeDeleted, ...position });
        expect(list).toEqual({ images: [], hasMore: false });
      }
    }
  },
  deleteImage: async (store) => expect(await store.deleteImage("mine", "bob", 5_000)).toBeNull(),
  restoreImage: async (store) => expect(await store.restoreImage("gone", "bob", 5_000)).toBe("not_found"),
  findImage: FOR_JOBS,
  findImages: FOR_JOBS,
  recordPart: BY_LINK,
  beginVerification: "its caller has found the owner's own image just before",
  completeImage: FOR_JOBS,
  failImage: FOR_JOBS,
  setPublic: FOR_JOBS,
  listVerifying: FOR_JOBS,
  failStale: FOR_JOBS,
  claimRemovable: FOR_JOBS,
  listCompleted: FOR_JOBS,
  listDamaged: FOR_JOBS,
  markDamaged: FOR_JOBS,
  markSound: FOR_JOBS,
  newestInstant: FOR_JOBS,
  tablesAreCurrent: FOR_JOBS,
  countImages: "tells how many there are of everybody together",
  createToken: FOR_JOBS,
  createFirstToken: FOR_JOBS,
  findToken: "the token is the right to it",
  listTokens: FOR_ADMINS,
  revokeToken: FOR_JOBS,
  recordTokenUse: FOR_JOBS,
  recordAudit: FOR_JOBS,
  listAudit: FOR_ADMINS,
  removeAuditBefore: FOR_JOBS,
  claims: FOR_JOBS,
  notes: FOR_JOBS,
  placeOfBytes: FOR_JOBS,
  close: FOR_JOBS,
};

export function declareOwnerTests(store: () => MetadataStore): void {
  const rows = () => Promise.all(["mine", "gone"].map((id) => store().findImage(id)));

  test.each(Object.entries(METHODS).filter(([, intrusion]) => typeof intrusion !== "string"))(
    "%s neither shows nor changes another owner's image",
    async (_, intrusion) => {
      await makeImage(store(), { id: "mine", owner: "ada" });
      await makeImage(store(), { id: "gone", owner: "ada" });
      await store().deleteImage("gone", "ada", 2_000);
      const before = await rows();
      if (typeof intrusion !== "string") await intrusion(store());
      expect(await rows()).toEqual(before);
    },
  );

  test("the store has no method that this table does not know", () => {
    expect(Object.keys(store()).filter((method) => !(method in METHODS))).toEqual([]);
  });
}
