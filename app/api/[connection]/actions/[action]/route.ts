import { handleConnection } from "@/lib/server/routes";
import { answerForm, runAction } from "@/lib/server/run-action";

export const GET = handleConnection((call) => answerForm(call, null));

export const POST = handleConnection((call) => runAction(call, null));
