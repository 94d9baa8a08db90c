import { afterEach, beforeEach, describe } from "vitest";
import { declareDigestTests } from "./conformance/digest";
import { declareDownloadTests } from "./conformance/download";
import { declarePartTests } from "./conformance/parts";
import { declareRemovalTests } from "./conformance/removal";
import { declareSealTests } from "./conformance/seal";
import { type OpenedStore, StoreOnTrial, type StoreTraits } from "./conformance/store-on-trial";

/**
 * Declares the tests that every object store passes. Bytes go over HTTP by presigned URLs, as a browser or curl would send them.
 * @param open a new, empty store
 */
export function describeObjectStore(name: string, traits: StoreTraits, open: () => Promise<OpenedStore>): void {
  describe(`${name} as an object store`, () => {
    let trial: StoreOnTrial | undefined;
    const current = (): StoreOnTrial => {
      if (trial === undefined) throw new Error("The store is open only during a test.");
      return trial;
    };

    beforeEach(async () => {
      trial = new StoreOnTrial(await open());
    });

    afterEach(async () => {
      await trial?.opened.dispose();
      trial = undefined;
    });

    declarePartTests(current);
    declareSealTests(current, traits);
    declareDigestTests(current);
    declareDownloadTests(current);
    declareRemovalTests(current);
  });
}
