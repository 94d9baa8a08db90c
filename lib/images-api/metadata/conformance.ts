import { afterEach, beforeEach, describe } from "vitest";
import { declareAuditTests } from "./conformance/audit";
import { declareCreateAndFindTests } from "./conformance/create-and-find";
import { declareDamageTests } from "./conformance/damage";
import { declareJobTests } from "./conformance/jobs";
import { declareLifeTests } from "./conformance/life";
import { declareListTests } from "./conformance/list";
import { declareOwnerTests } from "./conformance/owners";
import { declareRestoreTests } from "./conformance/restore";
import { declareTokenTests } from "./conformance/tokens";
import type { MetadataStore } from "./types";

/**
 * Declares the tests that every metadata store passes.
 * @param open a new, empty store; it is closed after each test
 */
export function describeMetadataStore(name: string, open: () => Promise<MetadataStore>): void {
  describe(`${name} as a metadata store`, () => {
    let opened: MetadataStore | undefined;
    const store = (): MetadataStore => {
      if (opened === undefined) throw new Error("The store is open only during a test.");
      return opened;
    };

    beforeEach(async () => {
      opened = await open();
    });

    afterEach(async () => {
      await opened?.close();
      opened = undefined;
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
  });
}
