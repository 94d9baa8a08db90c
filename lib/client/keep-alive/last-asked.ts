import type { LastAsked } from "./keep-alive";

const KEY = "images-dashboard.kept-alive-at";

/** When it was, and how long nobody had asked before, in ms. */
interface Asked {
  at: number;
  silenceMs: number;
}

/** Kept for all tabs; where storage is refused, each has its own. */
let own: Asked | null = null;

export const lastAsked: LastAsked = {
  read: () => read()?.at ?? null,
  write(at) {
    const before = read();
    store({ at, silenceMs: before === null ? 0 : Math.max(0, at - before.at) });
  },
};

/** How long nobody was known to be there, at the end of which somebody may have come back just now. Null where it is not known. In ms. */
export function silenceUntil(now: number): number | null {
  const last = read();
  return last === null ? null : Math.max(now - last.at, last.silenceMs);
}

/** After a sign-in: what was before is of no interest, and whoever is still there is to be told of soon. */
export function forgetLastAsked(): void {
  store(null);
}

function read(): Asked | null {
  try {
    const [at = 0, silenceMs = 0] = (localStorage.getItem(KEY) ?? "").split(" ").map(Number);
    return Number.isSafeInteger(at) && Number.isSafeInteger(silenceMs) && at > 0 ? { at, silenceMs } : own;
  } catch {
    return own;
  }
}

function store(asked: Asked | null): void {
  own = asked;
  try {
    if (asked === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, `${asked.at} ${asked.silenceMs}`);
  } catch {
    // As said above.
  }
}
