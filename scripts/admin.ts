import { Command } from "commander";
import { ConfigError } from "@/lib/config/config-error";
import { addAuditCommands } from "./admin/audit-commands";
import { addBackupCommands } from "./admin/backup-commands";
import { addCheckCommand } from "./admin/check-commands";
import { addImageCommands } from "./admin/image-commands";
import { addMigrateCommand } from "./admin/migrate-commands";
import { addTokenCommands } from "./admin/token-commands";
import { CommandError } from "./admin/with-store";

// Its version is pinned to one that runs on this Node.js, as `npm start` says too.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const program = new Command()
  .name("npm run admin --")
  .description(
    "Manage the embedded images API. Works on what is configured (DATA_DIR, or DATABASE_URL), whether servers run or not.",
  )
  .showHelpAfterError("(--help explains the command)");

addTokenCommands(program);
addImageCommands(program);
addAuditCommands(program);
addBackupCommands(program);
addCheckCommand(program);
addMigrateCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ConfigError) console.error(error.problems.join("\n"));
  else if (error instanceof CommandError) console.error(error.message);
  else console.error(`The command failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
