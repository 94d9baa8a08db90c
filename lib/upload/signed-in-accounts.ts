import type { Engine } from "./engine";
import type { UploadTarget } from "./upload-commands";

/** Whose tokens there are, as far as this page was told, and what that means for the uploads under way. */
export class SignedInAccounts {
  /** By connection; null for one that was signed out. */
  readonly #signedIn = new Map<string, UploadTarget | null>();

  constructor(private readonly engine: Engine) {}

  has({ connection, account }: UploadTarget): boolean {
    const signedIn = this.#signedIn.get(connection) ?? null;
    return signedIn !== null && signedIn.account === account;
  }

  /** Why the session's token is not this account's, a sentence for people; null when it is, or nobody was told of any. */
  refusal(target: UploadTarget): string | null {
    return this.#signedIn.has(target.connection) && !this.has(target) ? signInAs(target.account) : null;
  }

  /** The account's uploads go on. Those of another account of the connection wait: the session's token is not theirs. */
  add(target: UploadTarget): void {
    this.#signedIn.set(target.connection, target);
    for (const { id, account, unauthorized } of this.#uploadsOf(target.connection)) {
      const isOwn = account === target.account;
      if (!isOwn) this.engine.dispatch(id, { type: "unauthorized", cause: signInAs(account) });
      else if (unauthorized !== null) this.engine.dispatch(id, { type: "authorized" });
    }
  }

  /** The token is gone on purpose. */
  remove(connection: string): void {
    this.#signedIn.set(connection, null);
    for (const { id, account } of this.#uploadsOf(connection)) {
      this.engine.dispatch(id, { type: "unauthorized", cause: signInAs(account) });
    }
  }

  #uploadsOf(connection: string) {
    return this.engine.states().filter((state) => state.connection === connection);
  }
}

/** Why an account's uploads wait, a sentence for people. */
export function signInAs(account: string | null): string {
  return account === null ? "Sign in to go on." : `Sign in as ${account} to go on.`;
}
