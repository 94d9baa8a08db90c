import { afterEach, beforeEach, describe } from "vitest";
import { declareAuditTests } from "./conformance/audit";
import { declareClaimTests } from "./conformance/claims";
import { declareCreateAndFindTests } from "./conformance/create-and-find";
import { declareDamageTests } from "./conformance/damage";
import { declareJobTests } from "./conformance/jobs";
import { declareLifeTests } from "./conformance/life";
import { declareListTests } from "./conformance/list";
import { declareNoteTests } from "./conformance/notes";
import { declareOwnerTests } from "./conformance/owners";
import { declareRestoreTests } from "./conformance/restore";
import { declareTokenTests } from "./conformance/tokens";
import type { MetadataStore } from "./types";

/**
 * Declares the tests that every metadata store passes.
 * @param prepare makes a place for rows that is empty. @returns what opens a store on it, any number of times; all are closed after
 * each test
 */
export function describeMetadataStore(name: string, prepare: () => Promise<() => Promise<MetadataStore>>): void {
  describe(`${name} as a metadata store`, () => {
    let open: () => Promise<MetadataStore>;
    let opened: MetadataStore[] = [];
    const nth = (index: number) => (): MetadataStore => {
      const store = opened[index];
      if (store === undefined) throw new Error("The store is open only during a test.");
      return store;
    };
    const [store, other] = [nth(0), nth(1)];

    beforeEach(async () => {
      open = await prepare();
      opened = [await open()];
    });

    afterEach(async () => {
      await Promise.all(opened.map((one) => one.close()));
      opened = [];
    });

    declareCreateAndFindTests(store);
    declareListTests(store);
    declareLifeTests(store);
    declareRestoreTests(store);
    declareJobTests(store);
    declareDamageTests(store);
    declareTokenTests(store);
    declareAuditTests(store);
    declareOwnerTests(store);

    describe("with another server", () => {
      beforeEach(async () => void opened.push(await open()));

      declareClaimTests(store, other);
      declareNoteTests(store, other);
    });
  });
}
