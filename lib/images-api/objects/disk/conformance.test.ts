import { describeObjectStore } from "@/lib/images-api/objects/conformance";
import { serveStore } from "./served-store.fixture";

describeObjectStore("a local disk", { latePart: "refused" }, () => serveStore());
