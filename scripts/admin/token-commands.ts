import { type Command, InvalidArgumentError, Option } from "commander";
import { BY_OPERATOR, RESERVED_ACTORS } from "@/lib/images-api/metadata/audit";
import type { TokenRole, TokenRow } from "@/lib/images-api/metadata/types";
import { hashToken, mintToken, newTokenId } from "@/lib/images-api/tokens/token";
import { parseExpiry } from "./moments";
import { table, time } from "./table";
import { CommandError, withStore } from "./with-store";

/** An owner stands in lists and logs, so it is one short word. */
const OWNER_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

const ROLES = ["viewer", "operator", "admin"] as const satisfies readonly TokenRole[];

export function addTokenCommands(program: Command): void {
  const token = program.command("token").description("make, list and revoke API tokens");

  token
    .command("create")
    .description("make a token; it is printed once and cannot be shown again")
    .requiredOption("--owner <name>", "whose images it sees", parseOwner)
    .addOption(
      new Option("--role <role>", "viewer reads, operator also changes, admin also manages")
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .option(
      "--expires <moment>",
      "worth nothing from then on: in days (30d), a day or a time (2027-01-31T18:00:00Z)",
      (text) => parseExpiry(text),
    )
    .action(createToken);

  token
    .command("list")
    .description("list all tokens, revoked ones too; never the tokens themselves")
    .action(async () => {
      console.log(tokenTable(await withStore((store) => store.listTokens())));
    });

  token
    .command("revoke")
    .description("make a token worthless at once")
    .argument("<id>", "its id, as in `token list`")
    .action(async (id: string) => {
      if (!(await withStore((store) => store.revokeToken(id, Date.now(), BY_OPERATOR)))) {
        throw new CommandError(`There is no token ${id} that could be revoked. \`token list\` shows them.`);
      }
      console.log(`${id} is revoked.`);
    });
}

interface TokenOptions {
  owner: string;
  role: TokenRole;
  /** Epoch milliseconds. */
  expires?: number;
}

/** The token alone goes to standard output, so that it can be piped. */
async function createToken({ owner, role, expires }: TokenOptions): Promise<void> {
  const token = mintToken();
  const id = newTokenId();
  const expiresAt = expires ?? null;
  const row = { id, hash: hashToken(token), owner, role, createdAt: Date.now(), expiresAt };
  await withStore((store) => store.createToken(row, BY_OPERATOR));
  const until = expiresAt === null ? "" : ` until ${time(expiresAt)}`;
  console.error(`${id}: a token of ${owner} with the role ${role}${until}. It is shown only now:`);
  console.log(token);
}

function parseOwner(text: string): string {
  if (RESERVED_ACTORS.includes(text.toLowerCase())) {
    throw new InvalidArgumentError("The audit trail calls the server and this command so. Choose another name.");
  }
  if (OWNER_PATTERN.test(text)) return text;
  throw new InvalidArgumentError("Use up to 64 letters, digits and . _ @ -, beginning with a letter or a digit.");
}

function tokenTable(tokens: readonly TokenRow[]): string {
  return table([
    ["ID", "OWNER", "ROLE", "CREATED", "EXPIRES", "LAST USED", "REVOKED"],
    ...tokens.map(({ id, owner, role, createdAt, expiresAt, lastUsedAt, revokedAt }) => [
      id,
      owner,
      role,
      time(createdAt),
      time(expiresAt),
      time(lastUsedAt),
      time(revokedAt),
    ]),
  ]);
}
