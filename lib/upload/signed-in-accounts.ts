import type { Engine } from "./engine/engine";
import type { UploadTarget } from "./upload-commands";

/** Whose tokens there are, as far as this page was told, and what that means for the uploads under way. */
export class SignedInAccounts {
  /** By connection. */
  readonly #signedIn = new Map<string, UploadTarget>();

  constructor(private readonly engine: Engine) {}

  has({ connection, account }: UploadTarget): boolean {
    return this.#signedIn.get(connection)?.account === account;
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
    this.#signedIn.delete(connection);
    for (const { id, account } of this.#uploadsOf(connection)) {
      this.engine.dispatch(id, { type: "unauthorized", cause: signInAs(account) });
    }
  }

  #uploadsOf(connection: string) {
    return this.engine.states().filter((state) => state.connection === connection);
  }
}

/** Why an account's uploads wait, a sentence for people. */
function signInAs(account: string | null): string {
  return account === null ? "Sign in to go on." : `Sign in as ${account} to go on.`;
}
