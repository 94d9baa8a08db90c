import type { TestProject } from "vitest/node";

/** Where the images API is, and what this run may use. */
export interface Target {
  /** Without the `/v2` and without a slash at the end. */
  baseUrl: string;
  /** Of an operator or admin. */
  token: string;
  /** Holds the vendor's document. */
  contractsDirectory: string | null;
}

declare module "vitest" {
  interface ProvidedContext {
    target: Target;
  }
}

/** Reads the environment here, once: in its workers Vite sets a BASE_URL of its own. @throws when a variable is missing */
export function setup(project: TestProject): void {
  const { BASE_URL: baseUrl = "", IMAGES_TOKEN: token = "", CONTRACTS_DIR: contractsDirectory = "" } = process.env;
  if (baseUrl === "" || token === "") {
    throw new Error(
      "Set BASE_URL (where the images API is, without /v2) and IMAGES_TOKEN (of an operator or admin) to run this suite.",
    );
  }
  console.log(`Contract suite against ${baseUrl}.`);
  console.log(
    contractsDirectory === ""
      ? "CONTRACTS_DIR is not set: answers are compared with the server's own document only, not with the vendor's document."
      : `Every answer is compared with the vendor's document in ${contractsDirectory}.`,
  );
  project.provide("target", {
    baseUrl: baseUrl.replace(/\/+$/, ""),
    token,
    contractsDirectory: contractsDirectory === "" ? null : contractsDirectory,
  });
}
