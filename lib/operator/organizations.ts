import type { z } from "zod";
import { invitePerson } from "@/lib/access/invite";
import { AREAS, type AreaId } from "@/lib/areas/registry";
import { offWith } from "@/lib/areas/rules";
import { linkWithoutMail } from "@/lib/auth/mail/link-without-mail";
import { createPasswordToken } from "@/lib/auth/password-token";
import { withContext, type Ctx } from "@/lib/context";
import { AppError, conflict, invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { outdatePlan } from "@/lib/settings/save-setting";
import { noteOperator, withOperator, type OperatorScope } from "./context";
import type { adminInput, areasInput, CreateOrganizationInput, statusInput } from "./schemas";

/** The first steps inside an organization (an invitation, a plan that is outdated) are the platform's work, and marked so in its audit. */
const platform = { kind: "workflow", name: "operator" } as const;

/** `link`: only where no mail can be sent yet, for the operator to hand over; it works once, for seven days. */
export type Invited = { link?: string };

/**
 * [ADM-08] Makes an organization (a root account, or a sub-account below one, with users and settings of its own) and invites its first
 * admin. Errors: invalid (`slug` or `adminEmail` taken, no such root account).
 */
export async function createOrganization(scope: OperatorScope, input: CreateOrganizationInput): Promise<{ id: string } & Invited> {
  const id = newId();
  try {
    await withOperator(scope, async (ctx) => {
      const [made] = await ctx.sql<{ ok: boolean }>("select operator_create_organization($1, $2, $3, $4, $5) as ok", [
        id,
        input.name,
        input.slug,
        input.zone,
        input.parentId ?? null,
      ]);
      if (!made?.ok) throw invalid("The organization was not made.", { slug: "Another organization has this short name." });
      await noteOperator(ctx, {
        action: "create-organization",
        organizationId: id,
        detail: { slug: input.slug, parent: input.parentId ?? null },
      });
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "23503")
      throw invalid("The organization was not made.", { parentId: "Choose a root account from the list." });
    throw error;
  }
  return { id, ...(await inviteAdmin(scope, { organizationId: id, name: input.adminName, email: input.adminEmail }, "adminEmail")) };
}

/** A new invitation for an admin of this organization who was invited and has not joined: the link is shown once, and may be lost. */
async function inviteAgain(ctx: Ctx, email: string): Promise<{ id: string; tokenId: string } | undefined> {
  const [person] = await ctx.sql<{ id: string }>(
    `select u.id from app_user u join membership m on m.user_id = u.id and m.organization_id = $1 where u.email = $2 and m.role = 'admin'
       and m.invited_at is not null and m.deactivated_at is null and u.disabled_at is null and not has_password(u.id)
       and not exists (select 1 from user_session s where s.organization_id = $1 and s.user_id = u.id)`,
    [ctx.organizationId, email],
  );
  return person && { id: person.id, tokenId: (await createPasswordToken(ctx, { userId: person.id, purpose: "invitation" })).id };
}

/**
 * [ADM-08] Invites an admin of an organization: the first one, once more while they have not joined, or one more where nobody can sign in
 * any more. Errors: invalid (address taken).
 */
export async function inviteAdmin(
  scope: OperatorScope,
  input: z.output<typeof adminInput>,
  field: "email" | "adminEmail" = "email",
): Promise<Invited> {
  await requireOrganization(scope, input.organizationId);
  const invited = await withContext({ organizationId: input.organizationId, actor: platform, requestId: scope.requestId }, async (ctx) => {
    const person =
      (await inviteAgain(ctx, input.email)) ??
      (await invitePerson(ctx, { name: input.name, email: input.email, role: "admin", groupIds: [] }));
    const link = await linkWithoutMail(ctx, person.tokenId);
    return { userId: person.id, ...(link && { link }) };
  }).catch((error: unknown) => {
    if (error instanceof AppError && error.fields.email) throw invalid(error.message, { [field]: error.fields.email });
    throw error;
  });
  await withOperator(scope, (ctx) =>
    noteOperator(ctx, {
      action: "invite-admin",
      organizationId: input.organizationId,
      detail: { userId: invited.userId, linkShown: Boolean(invited.link) },
    }),
  );
  return invited.link ? { link: invited.link } : {};
}

/** [ADM-08] Suspends an organization with its sub-accounts (nobody signs in, nothing is sent), or lets them go on. Errors: not-found. */
export async function setOrganizationStatus(scope: OperatorScope, input: z.output<typeof statusInput>): Promise<{ changed: number }> {
  await requireOrganization(scope, input.organizationId);
  return withOperator(scope, async (ctx) => {
    const rows = await ctx.sql<{ id: string }>("select operator_set_status($1, $2) as id", [input.organizationId, input.status]);
    if (rows.length > 0)
      await noteOperator(ctx, {
        action: input.status === "active" ? "resume-organization" : "suspend-organization",
        organizationId: input.organizationId,
        detail: { organizations: rows.map((row) => row.id) },
      });
    return { changed: rows.length };
  });
}

/**
 * [ADM-08] Switches product areas off and on: `off` is what is to be off; what needs one of them goes with it. Off hides screens, refuses
 * the API and sends nothing; what was planned is planned again. Gives what is off now. Errors: not-found, conflict (closed).
 */
export async function setOrganizationAreas(scope: OperatorScope, input: z.output<typeof areasInput>): Promise<{ off: AreaId[] }> {
  const organization = await requireOrganization(scope, input.organizationId);
  if (organization.status === "closed") throw conflict("This organization is closed.");
  const off = offWith(AREAS, input.off) as AreaId[];
  const changed = await withOperator(scope, async (ctx) => {
    const [row] = await ctx.sql<{ ok: boolean }>("select operator_set_areas($1, $2) as ok", [input.organizationId, off]);
    if (row?.ok)
      await noteOperator(ctx, {
        action: "set-areas",
        organizationId: input.organizationId,
        detail: { off, before: organization.areasOff },
      });
    return Boolean(row?.ok);
  });
  // In a transaction of the organization's own; a plan that is replanned once too often stays right, so this one comes second.
  if (changed)
    await withContext({ organizationId: input.organizationId, actor: platform, requestId: scope.requestId }, (ctx) => outdatePlan(ctx));
  return { off };
}

export type OrganizationRow = {
  id: string;
  name: string;
  slug: string;
  zone: string;
  status: "active" | "suspended" | "closed";
  parentId: string | null;
  areasOff: string[];
  createdAt: Date;
  people: number;
  admins: number;
};

/** [ADM-08] Every organization by name: how it stands and how many people it has. Nothing of its patients is in reach. */
export function listOrganizations(scope: OperatorScope): Promise<OrganizationRow[]> {
  return withOperator(scope, (ctx) =>
    ctx.sql<OrganizationRow>(
      `select id, name, slug, zone, status, parent_id as "parentId", areas_off as "areasOff", created_at as "createdAt", people::int as people, admins::int as admins
       from operator_organizations()`,
    ),
  );
}

export type OperatorEntry = {
  id: string;
  at: Date;
  operator: string;
  action: string;
  organization: string | null;
  detail: Record<string, unknown>;
};

const MOST_ENTRIES = 200;

/** [ADM-08] What operators did, newest first; of one organization, or of all. */
export function listOperatorEntries(scope: OperatorScope, organizationId?: string): Promise<OperatorEntry[]> {
  return withOperator(scope, (ctx) =>
    ctx.sql<OperatorEntry>("select * from operator_entries($1, $2)", [organizationId ?? null, MOST_ENTRIES]),
  );
}

async function requireOrganization(scope: OperatorScope, id: string): Promise<OrganizationRow> {
  const found = (await listOrganizations(scope)).find((one) => one.id === id);
  if (!found) throw notFound("organization");
  return found;
}
