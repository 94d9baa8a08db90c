/** One request through the proxy and what became of it. Times in ms of `performance.now()`. */
export interface Exchange {
  readonly method: string;
  /** Without what signs it: a part's address stays the same however often it is signed. */
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
  const [bare = "/", query = ""] = target.split("?", 2);
  // Of the dashboard's own store, or of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
  const part = /\/parts\/(\d+)$/.exec(bare)?.[1];
  const partOfS3 = new URLSearchParams(query).get("partNumber");
  return {
    method,
    path: partOfS3 === null ? bare : `${bare}?partNumber=${partOfS3}`,
    partNumber: part === undefined && partOfS3 === null ? null : Number(part ?? partOfS3),
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
