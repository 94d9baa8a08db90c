import type { Config } from "@/lib/config/config";
import { ConfigError } from "@/lib/config/config-error";
import { openImagesApi, type ImagesApi } from "@/lib/images-api/images-api";
import { createLog } from "@/lib/telemetry/create-log";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the embedded images API. @throws ConfigError when its data cannot be used */
export async function openEmbeddedApi(config: Config): Promise<ImagesApi> {
  const { dataDirectory } = config;
  const log = createLog({ level: config.logLevel, name: "images-api" });
  try {
    return await openImagesApi({
      dataDirectory,
      publicUrl: config.objectsPublicUrl,
      staleUploadMs: config.staleUploadDays * DAY_MS,
      retainDeletedMs: config.deletedRetentionDays * DAY_MS,
      retainAuditMs: config.auditRetentionDays * DAY_MS,
      requestsPerMinute: config.requestsPerMinute,
      trustedProxies: config.trustedProxies,
      adminToken: config.embeddedAdminToken,
      log,
    });
  } catch (error) {
    log.debug({ err: error }, "the embedded images API could not be opened");
    const cause = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `The data in ${dataDirectory} cannot be used (${cause}). Mend it, or name another folder with DATA_DIR.`,
    ]);
  }
}
