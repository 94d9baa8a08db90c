import type { Command } from "commander";
import { BY_OPERATOR } from "@/lib/images-api/metadata/audit";
import { CommandError, withStore } from "./with-store";

export function addImageCommands(program: Command): void {
  const image = program.command("image").description("publish images and take them back");

  image
    .command("publish")
    .description("let every token get and download an image; it is listed for its owner only")
    .argument("<id>", "the image's id")
    .action((id: string) => setPublic(id, true));

  image
    .command("unpublish")
    .description("let only its owner see an image again")
    .argument("<id>", "the image's id")
    .action((id: string) => setPublic(id, false));
}

async function setPublic(id: string, isPublic: boolean): Promise<void> {
  if (!(await withStore((store) => store.setPublic(id, isPublic, BY_OPERATOR)))) {
    throw new CommandError(`There is no image ${id}, or it was deleted.`);
  }
  console.log(`${id} is ${isPublic ? "public" : "private"} now.`);
}
