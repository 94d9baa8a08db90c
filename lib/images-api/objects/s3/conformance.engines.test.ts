import { describeObjectStore } from "@/lib/images-api/objects/conformance";
import { newBucket } from "./bucket-store.fixture";

describeObjectStore("a bucket", { latePart: "refused or noticed" }, async () => {
  const bucket = await newBucket();
  return { store: await bucket.open(), dispose: () => bucket.dispose() };
});
