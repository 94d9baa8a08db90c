import type { Engine } from "./engine";
import type { UploadTarget } from "./upload-commands";

/** Whose tokens there are, as far as this page was told, and what that means for the uploads under way. */
export class SignedInAccounts {
  /** Connection → account. */
  readonly #accounts = new Map<string, string | null>();

  constructor(private readonly engine: Engine) {}

  has({ connection, account }: UploadTarget): boolean {
    return this.#accounts.has(connection) && this.#accounts.get(connection) === account;
  }

  /** The account's uploads go on. Those of another account of the connection wait: the session's token is not theirs. */
  add(target: UploadTarget): void {
    this.#accounts.set(target.connection, target.account);
    for (const { id, account, unauthorized } of this.#uploadsOf(target.connection)) {
      const isOwn = account === target.account;
      if (!isOwn) this.engine.dispatch(id, { type: "unauthorized", cause: signInAs(account) });
      else if (unauthorized !== null) this.engine.dispatch(id, { type: "authorized" });
    }
  }

  /** The token is gone on purpose. */
  remove(connection: string): void {
    this.#accounts.delete(connection);
    for (const { id, account } of this.#uploadsOf(connection)) {
      this.engine.dispatch(id, { type: "unauthorized", cause: signInAs(account) });
    }
  }

  #uploadsOf(connection: string) {
    return this.engine.states().filter((state) => state.connection === connection);
  }
}

function signInAs(account: string | null): string {
  return account === null ? "Sign in to go on." : `Sign in as ${account} to go on.`;
}
