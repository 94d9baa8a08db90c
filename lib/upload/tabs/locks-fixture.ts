interface Waiting {
  grant: () => void;
}

/**
 * Exclusive locks after https://w3c.github.io/web-locks/: first come, first served; `ifAvailable` and `signal` are known. One
 * stands for all tabs of a browser, as each asks for its own.
 */
export class MemoryLocks {
  /** Names of the locks that somebody has. */
  readonly held = new Set<string>();
  readonly #queues = new Map<string, Waiting[]>();

  request: LockManager["request"] = async <T>(
    name: string,
    options: LockOptions | LockGrantedCallback<T>,
    given?: LockGrantedCallback<T>,
  ): Promise<Awaited<T>> => {
    const callback = typeof options === "function" ? options : given;
    const { ifAvailable = false, signal = null } = typeof options === "function" ? {} : options;
    if (callback === undefined) throw new TypeError("A callback is missing.");
    signal?.throwIfAborted();
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    if (ifAvailable && (this.held.has(name) || queue.length > 0)) return await callback(null);
    await this.#granted(name, queue, signal);
    try {
      return await callback({ name, mode: "exclusive" });
    } finally {
      this.held.delete(name);
      queue.shift()?.grant();
    }
  };

  #granted(name: string, queue: Waiting[], signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = {
        grant: () => {
          this.held.add(name);
          resolve();
        },
      };
      if (!this.held.has(name)) return waiting.grant();
      queue.push(waiting);
      signal?.addEventListener("abort", () => {
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
      });
    });
  }
}
