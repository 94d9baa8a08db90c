/** Another one for each run, unless CRASH_SEED says which. */
export function crashSeed(): number {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
  console.log(`CRASH_SEED=${seed} repeats these moments.`);
  return seed;
}
