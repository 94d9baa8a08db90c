/** One request through the proxy and what became of it. Times in ms of `performance.now()`. */
export interface Exchange {
  readonly method: string;
  /** Without the query: a part's address stays the same however often it is signed. */
  readonly path: string;
  /** The part that the address names, null for every other address. */
  readonly partNumber: number | null;
  readonly beganAt: number;
  /** Bytes of the request's body that arrived here. */
  bodyBytes: number;
  /** What the target answered, whether or not the client was told. */
  targetStatus: number | null;
  /** What the client was told: null while it waits, and for ever when the connection broke first. */
  status: number | null;
  /** `cut`: by the proxy or for want of the target. `abandoned`: by the client. */
  end: "open" | "answered" | "cut" | "abandoned";
  endedAt: number | null;
}

export function beginExchange(method: string, target: string): Exchange {
  const path = target.split("?", 1)[0] ?? "/";
  const part = /\/parts\/(\d+)$/.exec(path)?.[1];
  return {
    method,
    path,
    partNumber: part === undefined ? null : Number(part),
    beganAt: performance.now(),
    bodyBytes: 0,
    targetStatus: null,
    status: null,
    end: "open",
    endedAt: null,
  };
}

/** Whether the client was told of success. */
export function isAcknowledged({ end, status }: Exchange): boolean {
  return end === "answered" && status !== null && status >= 200 && status < 300;
}
