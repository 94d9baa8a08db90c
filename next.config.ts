import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { sourcesDigest } from "./scripts/setup/sources.mjs";

export default function config(phase: string): NextConfig {
  // The same wherever the same sources are built: servers of two ids send each other's pages to be loaded anew.
  const buildId = phase === PHASE_PRODUCTION_BUILD ? sourcesDigest().slice(0, 20) : "development";
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    typedRoutes: false,
    generateBuildId: () => buildId,
    // For pages to find out whether the server still has their build.
    env: { BUILD_ID: buildId },
  };
}
