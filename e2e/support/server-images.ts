import { z } from "zod";
import { downloadDigest } from "./download";

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string(), upload_status: z.string() })),
});
const downloadSchema = z.object({ url: z.url() });

export type ServerImage = z.infer<typeof listSchema>["data"][number];

/** A server's images as a script sees them: what an upload came to, whatever the page says. */
export class ServerImages {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    /** Whether downloads go where their links say, or to this base URL, which their proxy may not be before. */
    private readonly downloads: { asLinksSay: boolean } = { asLinksSay: false },
  ) {}

  /** Those that are not deleted and have this name: one or none. */
  async named(name: string): Promise<ServerImage[]> {
    const { data } = listSchema.parse(await this.#get("/v2/images?limit=200"));
    return data.filter((image) => image.name === name);
  }

  /** Downloads the image of this name and gives the SHA-256 of its bytes. */
  async downloadedSha256(name: string): Promise<string> {
    const [image] = await this.named(name);
    if (image === undefined) throw new Error(`There is no image ${name}.`);
    const { url } = downloadSchema.parse(await this.#get(`/v2/images/${image.id}/download`));
    // The link names the server as browsers reach it, which may not be how this process does.
    const { pathname, search } = new URL(url);
    return (await downloadDigest(this.downloads.asLinksSay ? url : this.baseUrl + pathname + search)).sha256;
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(this.baseUrl + path, { headers: { Authorization: `Bearer ${this.token}` } });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
