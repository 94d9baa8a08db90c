import type { Stopped } from "./stop";

/** `npm start` passes Ctrl-C on to the server, which a terminal sends it as well: so close together they are one signal. */
const ONE_SIGNAL_MS = 1_000;

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs `stop` at the first signal and exits. A second one ends the process at once, even if nothing moves any more. */
export function stopOnSignal(stop: () => Promise<Stopped>): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) return;
    isStopping = true;
    // Without a listener a signal has its usual effect, which needs nothing of this program.
    setTimeout(() => SIGNALS.forEach((signal) => process.off(signal, onSignal)), ONE_SIGNAL_MS).unref();
    void stop().then(exit);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function exit(how: Stopped): void {
  // An exit waits for every thread, and what is stuck is one of them: perhaps a disk that answers no more.
  if (how === "stuck") process.kill(process.pid, "SIGKILL");
  else process.exit(how === "stopped" ? 0 : 1);
}
