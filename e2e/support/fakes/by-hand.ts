import { environmentOf, fakesOf, SIGN_IN_SETTINGS, startAllFakes, type AllFakes } from "./all-fakes";

/** Eight ports from here, unless FAKES_PORT names another beginning. */
const FIRST_PORT = 4100;

/** The last port that eight can begin at. */
const LAST_FIRST_PORT = 65_528;

const firstPort = Number(process.env.FAKES_PORT ?? FIRST_PORT);
if (!Number.isInteger(firstPort) || firstPort < 1 || firstPort > LAST_FIRST_PORT) {
  console.error(`FAKES_PORT must be a port from 1 to ${LAST_FIRST_PORT}.`);
  process.exit(1);
}

const fakes = await startAllFakes(firstPort).catch((error: unknown) => {
  console.error(whyNot(error));
  process.exit(1);
});
console.log(introduction(fakes));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void Promise.all(fakesOf(fakes).map((fake) => fake.close())).then(() => process.exit(0));
  });
}

/** In one sentence. */
function whyNot(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return `Port ${String(error.port)} is in use. Stop what listens there, or name another first port, as in FAKES_PORT=4200.`;
  }
  return `The fakes could not be started: ${error instanceof Error ? error.message : String(error)}`;
}

function introduction(running: AllFakes): string {
  const environment = Object.entries(environmentOf(running)).map(([name, value]) => `${name}=${value}`);
  return `The fakes of four clouds are ready. What they keep is gone when they stop (Ctrl-C).

Start the dashboard with them, in another terminal:

  ${environment.join(" \\\n  ")} \\
  npm start

With SFCOMPUTE_API_PREFIX=/preview/v2 it speaks to SF Compute's preview, which asks for a workspace: research.

API tokens
  user-one            any name is a user's token, at every cloud, and so is user-one.anything
  readonly-user-one   the same user's, and may change nothing
  invalid             refused
Hub id of Cycle
  ${SIGN_IN_SETTINGS.cycle["hub"] ?? ""}

Names of images that go wrong, at every cloud
  fail-500-disk       the cloud breaks down
  fail-429-disk       it asks to slow down, once
  fail-quota-disk     there is no room for it
  fail-slow-disk      it takes a second
  fail-broken-disk    it fails in the end
Each cloud knows some more: docs/providers.md lists them.`;
}
