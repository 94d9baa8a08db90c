import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { sourcesDigest } from "./scripts/setup/sources.mjs";

export default function config(phase: string): NextConfig {
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    typedRoutes: false,
    // `npm test` has a step for the types of everything; whoever starts the dashboard does not wait for it.
    typescript: { ignoreBuildErrors: true },
    ...(phase === PHASE_PRODUCTION_BUILD && namedBuild(sourcesDigest().slice(0, 20))),
  };
}

/** The same name wherever the same sources are built: servers whose builds differ have each other's pages loaded anew. */
function namedBuild(id: string): NextConfig {
  return { generateBuildId: () => id, env: { BUILD_ID: id } };
}
