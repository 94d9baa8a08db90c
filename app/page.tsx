import { redirect } from "next/navigation";
import { currentSession } from "@/lib/server/session/current-session";

export default async function HomePage() {
  const { connections } = await currentSession();
  const first = connections[0];
  redirect(first === undefined ? "/sign-in" : `/${first.id}/images`);
}
