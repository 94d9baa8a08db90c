import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionSchema } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import { formSchema, type FormValues } from "@/lib/contract/form";
import { downloadLinkSchema, providerImageSchema, scopesSchema } from "@/lib/contract/image";
import { capabilitiesSchema, signInSettingSchema, uploadRulesSchema } from "@/lib/contract/session";
import { uploadPlanSchema } from "@/lib/contract/upload-plan";
import { serveForTest } from "@/lib/utils/serve-for-test";
import { callFixture } from "./call-fixture";
import { expectWrongFields, isGone, isLeaving, listed, wrongValues } from "./conformance-checks";
import type { ImageProvider, ProviderKind } from "./types";

/** A provider and the fake of its API, as the suite uses them. */
export interface ProviderUnderTest {
  fake: { url: URL; problems(): readonly string[]; close(): Promise<void> };
  /** The provider as it is configured for an API at this URL. */
  kindAt(apiUrl: URL): ProviderKind;
  /** What is entered beside the token; none when left out. */
  settings?: Readonly<Record<string, string>>;
  /**
   * Puts a completed image of a user's into the fake; each is newer than the one before. `<user>` is also the user's token.
   * @returns its id as the dashboard knows it
   */
  addImage(user: string, name: string): string | Promise<string>;
  /** What the upload form is answered with for this user; null for a provider that takes no uploads from browsers. */
  uploadValues(user: string): FormValues | null | Promise<FormValues | null>;
}

/** A file that every provider takes. */
const SIZE_BYTES = 1024 * 1024;

/**
 * Declares the tests that every provider passes, against the fake of its API: `describeProvider("Linode", async () => ({ fake: await
 * startLinodeFake(), … }))`. What only one provider can do has tests of its own beside it.
 */
export function describeProvider(name: string, setup: () => Promise<ProviderUnderTest>): void {
  describe(`${name}, as every provider,`, () => {
    let subject: ProviderUnderTest;
    let users = 0;

    beforeAll(async () => {
      subject = await setup();
    });

    afterAll(async () => {
      const problems = subject.fake.problems();
      await subject.fake.close();
      expect(problems).toEqual([]);
    });

    const newUser = (): string => `user-${name.toLowerCase().replaceAll(/[^a-z]/g, "")}-${++users}`;
    const open = (token: string, apiUrl = subject.fake.url): ImageProvider =>
      subject.kindAt(apiUrl).open(callFixture({ token, settings: subject.settings ?? {} }));

    test("is described by what the browser can read", async () => {
      const kind = subject.kindAt(subject.fake.url);
      const account = await open(newUser()).identify();
      capabilitiesSchema.parse(kind.capabilities(account));
      uploadRulesSchema.parse(kind.upload);
      for (const setting of kind.signIn.settings) signInSettingSchema.parse(setting);
      const actions = kind.actions(account).map((action) => actionSchema.parse(action));
      expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
      expect(kind.naming.pattern).toMatch(/^\^.*\$$/);
    });

    test("refuses a wrong token", async () => {
      const provider = open("invalid");
      await expect(provider.identify()).rejects.toMatchObject({ code: "token_rejected" });
      await expect(listed(provider)).rejects.toMatchObject({ code: "token_rejected" });
    });

    test("lists newest first, each image once, and the same as alone", async () => {
      const user = newUser();
      const names = ["disk-one", "disk-two", "disk-three"];
      const ids: string[] = [];
      for (const each of names) ids.unshift(await subject.addImage(user, each));
      const images = (await listed(open(user))).filter(({ id }) => ids.includes(id));
      expect(images.map(({ id }) => id)).toEqual(ids);
      expect(images.map((image) => image.name)).toEqual(names.toReversed());
      for (const { id, createdAt } of images) {
        const alone = providerImageSchema.parse(await open(user).get(id));
        expect(alone).toMatchObject({ id, createdAt, status: "completed" });
      }
    });

    test("knows no image that is another user's, or nobody's", async () => {
      const [owner, other] = [newUser(), newUser()];
      const id = await subject.addImage(owner, "disk-of-owner");
      expect((await listed(open(other))).map((image) => image.id)).not.toContain(id);
      await expect(open(other).get(id)).rejects.toMatchObject({ code: "not_found" });
      await expect(open(other).delete(id)).rejects.toMatchObject({ code: "not_found" });
      await open(owner).delete(id);
      await expect(open(other).delete(id)).rejects.toMatchObject({ code: "not_found" });
    });

    test("narrows its list to each of its parts, where it has any", async () => {
      const user = newUser();
      await subject.addImage(user, "disk-in-a-part");
      const provider = open(user);
      if (subject.kindAt(subject.fake.url).scopes === null) return expect(provider.scopes).toBeUndefined();
      const { scopes } = scopesSchema.parse({ scopes: await provider.scopes?.() });
      const all = (await listed(provider)).map(({ id }) => id);
      const narrowed = await Promise.all(
        scopes.map(async ({ id }) => (await listed(provider, id)).map((image) => image.id)),
      );
      for (const ids of narrowed) expect(all).toEqual(expect.arrayContaining(ids));
      expect(new Set(narrowed.flat()).size).toBe(narrowed.flat().length);
      expect(narrowed.flat().length).toBeGreaterThan(0);
    });

    test("keeps two users apart who ask at once", async () => {
      const [one, two] = [newUser(), newUser()];
      const [idOne, idTwo] = [await subject.addImage(one, "disk-of-one"), await subject.addImage(two, "disk-of-two")];
      const seen = await Promise.all(
        Array.from({ length: 6 }, async (_, turn) => {
          const images = await listed(open(turn % 2 === 0 ? one : two));
          return images.map(({ id }) => id).filter((id) => id === idOne || id === idTwo);
        }),
      );
      expect(seen).toEqual([[idOne], [idTwo], [idOne], [idTwo], [idOne], [idTwo]]);
    });

    test("deletes, and does not bring it back", async () => {
      const user = newUser();
      const id = await subject.addImage(user, "disk-to-go");
      await open(user).delete(id);
      expect(await isGone(open(user), id)).toBe(true);
      const images = await listed(open(user));
      expect(images.filter((image) => image.id === id && !isLeaving(image))).toEqual([]);
    });

    test("lets a token that may only look change nothing", async () => {
      const user = newUser();
      const id = await subject.addImage(user, "disk-to-stay");
      await expect(open(`readonly-${user}`).delete(id)).rejects.toMatchObject({ code: "forbidden" });
      expect(await open(`readonly-${user}`).get(id)).toMatchObject({ id, status: "completed" });
    });

    test("makes an image for an upload and plans it anew", async () => {
      const user = newUser();
      const values = await subject.uploadValues(user);
      const { upload } = open(user);
      if (values === null || upload === undefined) return expect(upload).toBeUndefined();
      const made = await upload.create({ name: "disk-to-come", sizeBytes: SIZE_BYTES, values });
      providerImageSchema.parse(made.image);
      const plan = uploadPlanSchema.parse(made.plan);
      expect(await open(user).get(made.image.id)).toMatchObject({ id: made.image.id, name: "disk-to-come" });
      expect((await listed(open(user))).map(({ id }) => id)).toContain(made.image.id);
      if (plan.kind !== "single") expect(await upload.plan(made.image.id, { sizeBytes: SIZE_BYTES })).toEqual(plan);
      if (subject.kindAt(subject.fake.url).naming.isUnique) {
        const again = upload.create({ name: "disk-to-come", sizeBytes: SIZE_BYTES, values });
        await expect(again).rejects.toMatchObject({ code: "conflict" });
      }
      await open(user).delete(made.image.id);
      expect(await isGone(open(user), made.image.id)).toBe(true);
    });

    test("gives a download link where it can", async () => {
      const user = newUser();
      const id = await subject.addImage(user, "disk-to-fetch");
      const provider = open(user);
      const { download } = subject.kindAt(subject.fake.url).capabilities(await provider.identify());
      expect(download.allowed).toBe(provider.downloadLink !== undefined);
      if (provider.downloadLink !== undefined) downloadLinkSchema.parse(await provider.downloadLink(id));
    });

    test("makes forms that can be filled in, and says which field is wrong", async () => {
      const user = newUser();
      const id = await subject.addImage(user, "disk-with-actions");
      const provider = open(user);
      const image = await provider.get(id);
      const { actions } = provider;
      const offered = subject.kindAt(subject.fake.url).actions(await provider.identify());
      expect(offered.map((action) => action.id)).toEqual(expect.arrayContaining(image.actions));
      if (actions === undefined) return;
      for (const action of offered) {
        if (action.on === "image" && !image.actions.includes(action.id)) continue;
        const imageId = action.on === "image" ? id : null;
        const form = formSchema.parse(await actions.form(action.id, imageId, {}));
        const names = form.fields.map((field) => field.name);
        expect(new Set(names).size).toBe(names.length);
        if (form.fields.length > 0) await expectWrongFields(actions.run(action.id, imageId, wrongValues(form)), names);
      }
      if (subject.kindAt(subject.fake.url).upload.hasForm) formSchema.parse(await actions.form("upload", null, {}));
    });

    test("has no other actions than it says", async () => {
      const user = newUser();
      const id = await subject.addImage(user, "disk-without-action");
      const { actions } = open(user);
      for (const imageId of [id, null]) {
        if (actions === undefined) break;
        await expect(actions.form("no-such-action", imageId, {})).rejects.toMatchObject({ code: "not_found" });
        await expect(actions.run("no-such-action", imageId, {})).rejects.toMatchObject({ code: "not_found" });
      }
    });

    test.each([
      { status: 429, body: "Slow down.", code: "rate_limited", retryAfterSeconds: 7 },
      { status: 500, body: "<html>Oops</html>", code: "upstream_failed", retryAfterSeconds: undefined },
      { status: 200, body: "<html>Welcome</html>", code: "upstream_failed", retryAfterSeconds: undefined },
      { status: 200, body: '{"data":5,"items":{}}', code: "upstream_failed", retryAfterSeconds: undefined },
      { status: 302, body: "", code: "upstream_failed", retryAfterSeconds: undefined },
    ])("says of an API that answers $status with “$body” that it is $code", async (answer) => {
      const headers = { location: "http://127.0.0.1:9/", ...(answer.status === 429 && { "retry-after": "7" }) };
      const server = await serveForTest((_request, response) => {
        response.writeHead(answer.status, headers).end(answer.body);
      });
      const id = await subject.addImage(newUser(), "disk-out-of-reach");
      const provider = open(newUser(), server.url);
      const { code, retryAfterSeconds } = answer;
      for (const ask of [() => listed(provider), () => provider.get(id), () => provider.delete(id)]) {
        // An API that says 200 to a deletion has done it, whatever else it says.
        const error = await ask().then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (error === null && answer.status === 200) continue;
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({ code, retryAfterSeconds });
      }
      await server.close();
    });

    test("says of an API that nobody serves that it cannot be reached", async () => {
      const server = await serveForTest((_request, response) => response.end());
      await server.close();
      await expect(listed(open(newUser(), server.url))).rejects.toMatchObject({ code: "upstream_unreachable" });
    });
  });
}
