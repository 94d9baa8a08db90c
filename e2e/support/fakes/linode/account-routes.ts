import { Hono } from "hono";
import { notFound, page } from "./answers";
import { needsScope, needsToken } from "./guards";
import { REGIONS } from "./seeds";
import type { World } from "./world";

/** What stands around images: whose token it is, regions, Linodes with their disks, events. */
export function accountRoutes(world: World): Hono {
  const app = new Hono();
  app.get(
    "/profile",
    needsToken(world, (context, { account: { username } }) =>
      context.json({ username, email: `${username}@example.com`, timezone: "UTC", restricted: false, uid: 1234 }),
    ),
  );
  app.get("/regions", (context) => page(context, REGIONS));
  app.get(
    "/linode/instances",
    needsScope(world, "linodes", (context, { account }) => {
      const instances = account.instances.map((instance) => ({ ...instance, disks: undefined }));
      return page(context, instances);
    }),
  );
  app.get(
    "/linode/instances/:id/disks",
    needsScope(world, "linodes", (context, { account }) => {
      const instance = account.instances.find(({ id }) => String(id) === context.req.param("id"));
      return instance === undefined ? notFound(context) : page(context, instance.disks);
    }),
  );
  app.get(
    "/account/events",
    needsScope(world, "events", (context, { account }) => page(context, account.events.toReversed())),
  );
  return app;
}
