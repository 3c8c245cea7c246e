import { z } from "zod";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { seal, unseal } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";
import { requireNoSandbox } from "@/lib/sandbox/is-sandbox";
import { invalid } from "@/lib/errors";
import { ssoDomainTaken } from "@/lib/tenancy/resolve";
import { findConnection, slugOf } from "./connection";
import type { Client } from "./provider";

/** Domains at which everybody can have an address: nobody's own. */
const PUBLIC_DOMAINS = new Set([
  "gmail.com",
  "googlemail.com",
  "outlook.com",
  "hotmail.com",
  "live.com",
  "yahoo.com",
  "icloud.com",
  "aol.com",
  "proton.me",
]);

const yes = z.preprocess((value) => value === true || value === "on", z.boolean());

/** What the screen sends: check boxes as forms send them, domains separated by commas or spaces. */
export const connectionInput = z.object({
  issuer: z
    .url({ protocol: /^https?$/, error: "Enter the issuer's address, such as https://login.example.com." })
    .max(500)
    .transform((address) => address.trim()),
  clientId: z.string().trim().min(1, "Enter the client id.").max(300),
  secret: z.string().trim().max(1_000).default(""),
  domains: z
    .string()
    .max(2_000)
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .map((word) => word.replace(/^@/, ""))
          .filter(Boolean),
      ),
    ])
    .pipe(
      z
        .array(z.string().regex(/^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z]{2,}$/, "Write domains such as harbor.example, separated by commas."))
        .min(1, "Enter at least one e-mail domain.")
        .max(50, "At most 50 domains."),
    ),
  enabled: yes,
  required: yes,
  createUsers: yes,
});
export type ConnectionInput = z.output<typeof connectionInput>;

/**
 * Saves the organization's single sign-on. The secret is kept encrypted and never shown again; left empty, the one before
 * stays. `required`: members other than admins sign in no other way – admins keep their password, for the day on which the
 * provider does not answer. Errors: forbidden, invalid (fields).
 */
export async function saveConnection(ctx: Ctx, input: ConnectionInput): Promise<void> {
  requireRole(ctx, "admin");
  await requireNoSandbox(ctx);
  if (env().mode === "live" && !input.issuer.startsWith("https://")) throw field("issuer", "The issuer must be an https:// address.");
  for (const domain of input.domains) {
    if (PUBLIC_DOMAINS.has(domain)) throw field("domains", `Anybody can have an address at ${domain}; it cannot be yours alone.`);
    if (await ssoDomainTaken(ctx.organizationId, domain))
      throw field("domains", `${domain} belongs to the single sign-on of another organization.`);
  }
  const before = await findConnection(ctx);
  if (!input.secret && before?.issuer !== input.issuer) throw field("secret", "Enter the client secret; each issuer has its own.");
  const secret = input.secret ? seal(input.secret) : { sealed: before!.secretSealed, keyId: before!.secretKeyId };
  await ctx.sql(
    `insert into sso_connection (organization_id, issuer, client_id, secret_sealed, secret_key_id, domains, enabled, required, create_users, updated_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (organization_id) do update set issuer = excluded.issuer, client_id = excluded.client_id, secret_sealed = excluded.secret_sealed,
       secret_key_id = excluded.secret_key_id, domains = excluded.domains, enabled = excluded.enabled, required = excluded.required,
       create_users = excluded.create_users, updated_by = excluded.updated_by, updated_at = clock_timestamp()`,
    [
      ctx.organizationId,
      input.issuer,
      input.clientId,
      secret.sealed,
      secret.keyId,
      input.domains,
      input.enabled,
      input.enabled && input.required,
      input.createUsers,
      ctx.actor.kind === "user" ? ctx.actor.id : null,
    ],
  );
  await audit(ctx, {
    action: "save-single-sign-on",
    entity: "organization",
    entityId: ctx.organizationId,
    detail: {
      issuer: input.issuer,
      domains: input.domains,
      enabled: input.enabled,
      required: input.enabled && input.required,
      createUsers: input.createUsers,
      newSecret: input.secret !== "",
    },
  });
}

/** The client that a connection test speaks as: what was typed, with the stored secret where none was typed. Errors: forbidden, invalid (field `secret`). */
export async function clientToTest(ctx: Ctx, input: ConnectionInput): Promise<Client> {
  requireRole(ctx, "admin");
  const before = await findConnection(ctx);
  // The stored secret goes to no other address than the one it was entered for.
  const stored = before?.issuer === input.issuer ? unseal(before.secretSealed, before.secretKeyId).toString() : "";
  const secret = input.secret || stored;
  if (!secret) throw field("secret", "Enter the client secret.");
  return { issuer: input.issuer, clientId: input.clientId, secret, organization: await slugOf(ctx) };
}

const field = (name: string, message: string) => invalid(message, { [name]: message });
