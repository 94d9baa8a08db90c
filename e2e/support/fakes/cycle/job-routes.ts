import { Hono } from "hono";
import { requireCapability, type CycleEnvironment } from "./environment";
import { refuse } from "./errors";
import type { Work } from "./hub";

/** `/v1/jobs`. A job that was only just begun is answered as if there were none. */
export function jobRoutes(): Hono<CycleEnvironment> {
  const app = new Hono<CycleEnvironment>();

  app.get("/:id", requireCapability("apionly-jobs-view"), (c) => {
    const work = c.var.hub.work.get(c.req.param("id"));
    if (work !== undefined && work.unknownFor === 0) return c.json({ data: work.job });
    if (work !== undefined) work.unknownFor -= 1;
    return refuse(c, 404, "job", { title: "Job not found." });
  });
  return app;
}

/** What an action that begins work answers with. */
export function jobDescriptor(action: string, { job }: Work): object {
  const { id, queue, schedule, tasks } = job;
  return {
    action,
    job: {
      id,
      accepted: true,
      queue,
      schedule,
      parallel: { sub_queue: null, tasks: false },
      tasks: tasks.map(({ caption, header, steps, input }) => ({ caption, header, steps, input })),
    },
  };
}
