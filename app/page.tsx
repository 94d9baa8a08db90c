import { redirect } from "next/navigation";
import { currentSession } from "@/lib/server/session/current-session";
import { ALL_IMAGES_PATH, imagesPath } from "@/lib/utils/paths";

export default async function HomePage() {
  const { connections } = await currentSession();
  const [first, second] = connections;
  if (first === undefined) redirect("/sign-in");
  redirect(second === undefined ? imagesPath(first.id) : ALL_IMAGES_PATH);
}
