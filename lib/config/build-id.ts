/** Names the production build that this is part of, null in development. `next.config.ts` has it written here while building. */
export const BUILD_ID: string | null = process.env.BUILD_ID ?? null;
