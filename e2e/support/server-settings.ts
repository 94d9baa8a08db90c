/** Where the run's server is and how to be its admin, as playwright.config.ts decided. */
export interface ServerSettings {
  baseUrl: string;
  dataDirectory: string;
  adminToken: string;
}

export function serverSettings(): ServerSettings {
  return {
    baseUrl: `http://127.0.0.1:${variable("E2E_PORT")}`,
    dataDirectory: variable("E2E_DATA_DIR"),
    adminToken: variable("E2E_ADMIN_TOKEN"),
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run these tests through playwright.config.ts.`);
  return value;
}
