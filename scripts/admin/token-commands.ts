import { type Command, InvalidArgumentError, Option } from "commander";
import type { TokenRole, TokenRow } from "@/lib/images-api/metadata/types";
import { hashToken, mintToken, newTokenId } from "@/lib/images-api/tokens/token";
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
      if (!(await withStore((store) => store.revokeToken(id, Date.now())))) {
        throw new CommandError(`There is no token ${id} that could be revoked. \`token list\` shows them.`);
      }
      console.log(`${id} is revoked.`);
    });
}

/** The token alone goes to standard output, so that it can be piped. */
async function createToken({ owner, role }: { owner: string; role: TokenRole }): Promise<void> {
  const token = mintToken();
  const id = newTokenId();
  await withStore((store) => store.createToken({ id, hash: hashToken(token), owner, role, createdAt: Date.now() }));
  console.error(`${id}: a token of ${owner} with the role ${role}. It is shown only now:`);
  console.log(token);
}

function parseOwner(text: string): string {
  if (OWNER_PATTERN.test(text)) return text;
  throw new InvalidArgumentError("Use up to 64 letters, digits and . _ @ -, beginning with a letter or a digit.");
}

/** Columns of text, as wide as their widest cell. */
function tokenTable(tokens: readonly TokenRow[]): string {
  const rows = [
    ["ID", "OWNER", "ROLE", "CREATED", "LAST USED", "REVOKED"],
    ...tokens.map(({ id, owner, role, createdAt, lastUsedAt, revokedAt }) => [
      id,
      owner,
      role,
      time(createdAt),
      time(lastUsedAt),
      time(revokedAt),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** To the second, in UTC. */
function time(milliseconds: number | null): string {
  return milliseconds === null ? "-" : new Date(milliseconds).toISOString().replace(/\.\d+/, "");
}
