import { createHash, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { bearerToken, holderOf } from "@/e2e/support/fakes/harness/tokens";
import { Once } from "@/e2e/support/fakes/harness/sentinels";
import { FakeAccount, type FakeUpload } from "./account";
import { ListLimit } from "./list-limit";
import type { FakeImage } from "./shapes";

/** Who asks, and with what. */
export interface Caller {
  token: string;
  account: FakeAccount;
  mayWrite: boolean;
}

/** What reached the API, for tests that look at it. */
export interface SeenRequest {
  line: string;
  authorization: string | null;
}

/** A file on its way into the storage; `bytes` is how much of it arrived. */
export interface SentFile {
  imageId: string;
  bytes: number;
  isWhole: boolean;
}

/** All accounts, and what is between them. */
export class World {
  readonly #accounts = new Map<string, FakeAccount>();
  #lastNumber = 100;
  readonly once = new Once();
  readonly uploads = new Map<string, FakeUpload>();
  readonly requests: SeenRequest[] = [];
  readonly files: SentFile[] = [];
  readonly lists: ListLimit;
  /** Where files are sent; known when the storage is served. */
  storageUrl = new URL("http://127.0.0.1:9");

  constructor(listsPerMinute: number) {
    this.lists = new ListLimit(listsPerMinute);
  }

  /** Numbers of accounts never meet: another account's id is nobody's. */
  readonly nextNumber = (): number => ++this.#lastNumber;

  accountOf(username: string): FakeAccount {
    let account = this.#accounts.get(username);
    if (account === undefined) this.#accounts.set(username, (account = new FakeAccount(username, this.nextNumber)));
    return account;
  }

  /** Null for a token that is refused; undefined without one. */
  callerOf(context: Context): Caller | null | undefined {
    const authorization = context.req.header("authorization");
    if (authorization === undefined) return undefined;
    const token = bearerToken(authorization);
    const holder = holderOf(token);
    if (token === null || holder === null) return null;
    return { token, account: this.accountOf(holder.account), mayWrite: holder.mayWrite };
  }

  beginUpload(account: FakeAccount, image: FakeImage): URL {
    const secret = createHash("sha256").update(randomUUID()).digest("hex");
    const upload: FakeUpload = { secret, account, imageId: image.id, begunAt: Date.now(), state: "waiting" };
    this.uploads.set(secret, upload);
    return new URL(`/images/${image.id.split("/")[1]}?X-Signature=${secret}`, this.storageUrl);
  }

  /** @throws Error for an image that no account has */
  ownerOf(id: string): { account: FakeAccount; image: FakeImage } {
    for (const account of this.#accounts.values()) {
      const image = account.find(id);
      if (image !== undefined) return { account, image };
    }
    throw new Error(`No account has an image ${id}.`);
  }
}
