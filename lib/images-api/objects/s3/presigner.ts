import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl, S3RequestPresigner } from "@aws-sdk/s3-request-presigner";

/** What a URL is for: its query and its headers are signed as well. */
export interface PresignedRequest {
  method: "GET" | "PUT";
  /** Of letters, digits, `_`, `-` and `/`. */
  key: string;
  query: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
}

/** Seconds from a whole second on. */
export interface SigningTime {
  expiresIn: number;
  signingDate: Date;
}

/** Where a bucket's objects are, as the SDK finds it by endpoint, region, style and the machine's own settings of AWS. */
interface Place {
  origin: URL;
  /** Before the key, encoded as it is signed. */
  path: string;
  signer: S3RequestPresigner;
}

const MODEL_KEY = "key";

/**
 * Signs the URLs that `getSignedUrl` would, byte for byte, and resolves the bucket's place once: for each URL `getSignedUrl` clones and sorts
 * all steps of the client anew, which takes ten times as long as the signature.
 * @returns a function that rejects with a BucketError when there are no credentials
 */
export function bucketPresigner(
  client: S3Client,
  bucket: string,
): (request: PresignedRequest, time: SigningTime) => Promise<string> {
  let found: Promise<Place> | undefined;

  return async ({ method, key, query, headers = {} }, time) => {
    found ??= findPlace(client, bucket);
    const { origin, path, signer } = await found.catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    const signed = await signer.presign(
      {
        method,
        protocol: origin.protocol,
        hostname: origin.hostname,
        ...(origin.port !== "" && { port: Number(origin.port) }),
        path: path + key,
        query: { ...query },
        headers: { ...headers },
      },
      time,
    );
    return `${origin.origin}${signed.path}?${written(signed.query)}`;
  };
}

/** As a URL says it that the SDK signs from beginning to end. */
async function findPlace(client: S3Client, bucket: string): Promise<Place> {
  const model = await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: MODEL_KEY }));
  const url = new URL(model);
  // `<access key>/<date>/<region>/<service>/aws4_request`: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  const [service, region] = (url.searchParams.get("X-Amz-Credential") ?? "").split("/").toReversed().slice(1);
  if (region === undefined || service === undefined) throw new Error("The SDK signed a URL without saying for what.");
  return {
    origin: url,
    path: url.pathname.slice(0, -MODEL_KEY.length),
    signer: new S3RequestPresigner({ ...client.config, region, signingName: service }),
  };
}

/** As it was signed: in the order of names, and with everything encoded that is not unreserved (RFC 3986 section 2.3). */
function written(query: Awaited<ReturnType<S3RequestPresigner["presign"]>>["query"] = {}): string {
  return Object.entries(query)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(String(value))}`)
    .join("&");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
