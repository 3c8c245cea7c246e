import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closeDatabase, configureDatabase } from "@/db/client";
import { withContext, type Actor, type Ctx, type Role } from "@/lib/context";
import { seal } from "@/lib/crypto/keyring";
import { newId } from "@/lib/ids";
import { toWall, ZONE_DATA_VERSION } from "@/lib/time";
import { testDatabase, type TestDatabase } from "./db";
import { testEnvironment } from "./environment";

/*
 * Rows for tests: one organization per test (or file), then only what the test is about. Everything but organizations
 * and users is written as the product's own roles, behind the tenant policy.
 */

type Work<T> = (ctx: Ctx) => Promise<T>;
type RunOptions = { now?: Date; requestId?: string };

export type TestOrganization = {
  organizationId: string;
  /** User ids of one admin, one manager, one member of staff. */
  users: Record<Role, string>;
  slug: string;
  /** Runs one transaction as anyone. */
  as: <T>(actor: Actor, work: Work<T>, options?: RunOptions) => Promise<T>;
  asAdmin: <T>(work: Work<T>, options?: RunOptions) => Promise<T>;
  asManager: <T>(work: Work<T>, options?: RunOptions) => Promise<T>;
  asStaff: <T>(work: Work<T>, options?: RunOptions) => Promise<T>;
  asWorkflow: <T>(work: Work<T>, options?: RunOptions) => Promise<T>;
};

/**
 * A database for one test file: created before its tests, dropped after, the product's pools pointed at it and the
 * environment set. Read `.urls` and `.query` inside tests only.
 */
export function useTestDatabase(): TestDatabase & { query: (text: string, params?: unknown[]) => Promise<Record<string, unknown>[]> } {
  const holder: { database?: TestDatabase; owner?: pg.Pool } = {};
  const there = (): TestDatabase => {
    if (!holder.database) throw new Error("The test database exists only while tests run");
    return holder.database;
  };
  beforeAll(async () => {
    holder.database = await testDatabase();
    holder.owner = new pg.Pool({ connectionString: holder.database.url, max: 2 });
    // The database is dropped under connections that are still closing.
    holder.owner.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
    useDatabase(holder.database);
  });
  afterAll(async () => {
    await closeDatabase();
    configureDatabase(undefined);
    await holder.owner?.end();
    await holder.database?.drop();
  });
  return {
    get name() {
      return there().name;
    },
    get url() {
      return there().url;
    },
    get urls() {
      return there().urls;
    },
    drop: () => there().drop(),
    /** As the superuser: past every policy. For looking and for tampering, never for what the product does. */
    query: async (text, params) => (await holder.owner!.query(text, params)).rows as Record<string, unknown>[],
  };
}

/** Points the product's pools and environment at a test database. */
export function useDatabase(database: Pick<TestDatabase, "urls">): void {
  const { app, worker } = database.urls;
  configureDatabase({ app, worker, direct: app });
  testEnvironment(database);
}

/** A new organization with three users. `urls.owner` writes it; the runners use the product's roles. */
export async function makeOrganization(
  urls: TestDatabase["urls"],
  over: { name?: string; zone?: string; status?: string; passwordHash?: string; demo?: boolean } = {},
): Promise<TestOrganization> {
  const organizationId = newId();
  const slug = `o-${organizationId.slice(-12)}`;
  const users = { admin: newId(), manager: newId(), staff: newId() };
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  try {
    await client.query("insert into organization (id, name, slug, zone, status) values ($1, $2, $3, $4, $5)", [
      organizationId,
      over.name ?? "Harbor Clinic",
      slug,
      over.zone ?? "America/New_York",
      over.status ?? "active",
    ]);
    for (const [role, id] of Object.entries(users)) {
      await client.query("insert into app_user (id, email, name, password_hash, demo) values ($1, $2, $3, $4, $5)", [
        id,
        `${role}@${slug}.example`,
        `${role} of ${slug}`,
        over.passwordHash ?? null,
        over.demo ?? false,
      ]);
      await client.query("insert into membership (organization_id, user_id, role) values ($1, $2, $3)", [organizationId, id, role]);
    }
  } finally {
    await client.end();
  }
  const as = <T>(actor: Actor, work: Work<T>, options: RunOptions = {}): Promise<T> =>
    withContext({ organizationId, actor, ...options }, work);
  const user = (role: Role): Actor => ({ kind: "user", id: users[role], role });
  return {
    organizationId,
    users,
    slug,
    as,
    asAdmin: (work, options) => as(user("admin"), work, options),
    asManager: (work, options) => as(user("manager"), work, options),
    asStaff: (work, options) => as(user("staff"), work, options),
    asWorkflow: (work, options) => as({ kind: "workflow", name: "test" }, work, options),
  };
}

type Values = Record<string, unknown>;

/** Inserts one row, as a workflow, behind the policy. Column names are the test's own words, never input. */
export async function insertRow(org: TestOrganization, table: string, values: Values): Promise<void> {
  const row: Values = { organization_id: org.organizationId, ...values };
  const names = Object.keys(row);
  await org.asWorkflow((ctx) =>
    ctx.sql(
      `insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
      names.map((n) => row[n]),
    ),
  );
}

const insertWithId = async (org: TestOrganization, table: string, values: Values): Promise<string> => {
  const id = (values.id as string | undefined) ?? newId();
  await insertRow(org, table, { ...values, id });
  return id;
};

/** Overrides are column names. Each gives the row's id. */
export const makeFacility = (org: TestOrganization, over: Values = {}): Promise<string> =>
  insertWithId(org, "facility", {
    name: "Main Street",
    zone: "America/New_York",
    state: "NY",
    zip: "10001",
    phone: "+12125550100",
    ...over,
  });

export const makeProvider = (org: TestOrganization, over: Values = {}): Promise<string> =>
  insertWithId(org, "provider", { first_name: "Ada", last_name: "Okafor", title: "MD", ...over });

export const makeType = (org: TestOrganization, over: Values = {}): Promise<string> =>
  insertWithId(org, "appointment_type", { name: "Follow-up", minutes: 30, ...over });

export function makePatient(org: TestOrganization, over: Values & { first_name?: string; last_name?: string } = {}): Promise<string> {
  const first = over.first_name ?? "Rosa";
  const last = over.last_name ?? "Delgado";
  return insertWithId(org, "patient", {
    first_name: first,
    last_name: last,
    first_norm: first.toLowerCase(),
    last_norm: last.toLowerCase(),
    search_text: ` ${first.toLowerCase()} ${last.toLowerCase()} `,
    birth_date: "1980-04-02",
    ...over,
  });
}

let numbers = 0;

/** A phone number or address and the patient's contact on it; gives both ids. The number is new unless `address` is given. */
export async function makeContact(
  org: TestOrganization,
  patientId: string,
  over: { channel?: "sms" | "voice" | "email"; address?: string; lineType?: string } & { contact?: Values } = {},
): Promise<{ endpointId: string; contactId: string; address: string }> {
  const channel = over.channel ?? "sms";
  numbers += 1;
  const address = over.address ?? (channel === "email" ? `p${numbers}@patients.example` : `+1212555${String(1000 + numbers).slice(-4)}`);
  const kind = channel === "email" ? "email" : "phone";
  const endpointId = await org.asWorkflow(async (ctx) => {
    const [row] = await ctx.sql<{ id: string }>(
      `insert into endpoint (organization_id, id, kind, address, line_type) values ($1, $2, $3, $4, $5)
       on conflict (organization_id, kind, address) do update set address = excluded.address returning id`,
      [ctx.organizationId, newId(), kind, address, over.lineType ?? (kind === "email" ? "none" : "mobile")],
    );
    return row!.id;
  });
  const contactId = await insertWithId(org, "patient_contact", {
    patient_id: patientId,
    endpoint_id: endpointId,
    channel,
    ...over.contact,
  });
  return { endpointId, contactId, address };
}

/** A carrier account and a default sender on it; gives both ids. */
export async function makeSender(
  org: TestOrganization,
  over: { channel?: "sms" | "voice" | "email"; address?: string; sender?: Values } = {},
): Promise<{ senderId: string; accountId: string }> {
  const channel = over.channel ?? "sms";
  const secret = seal("test-carrier-secret");
  const accountId = await insertWithId(org, "carrier_account", {
    carrier: channel === "email" ? "resend" : "twilio",
    account_ref: channel === "email" ? "re_test" : `AC${"0".repeat(32)}`,
    secret_sealed: secret.sealed,
    webhook_secret_sealed: secret.sealed,
    secret_key_id: secret.keyId,
  });
  const senderId = await insertWithId(org, "sender", {
    carrier_account_id: accountId,
    channel,
    address: over.address ?? (channel === "email" ? "clinic@luma.example" : "+18335550100"),
    kind: channel === "email" ? "email" : "toll-free",
    ...over.sender,
  });
  return { senderId, accountId };
}

/** A booked visit of half an hour. `startsAt` is an instant; the wall time follows from the zone. */
export function makeAppointment(
  org: TestOrganization,
  over: { patientId: string; facilityId: string; startsAt?: Date; minutes?: number; zone?: string } & { columns?: Values },
): Promise<string> {
  const startsAt = over.startsAt ?? new Date("2027-03-15T15:00:00Z");
  const zone = over.zone ?? "America/New_York";
  const wall = toWall(zone, startsAt);
  return insertWithId(org, "appointment", {
    patient_id: over.patientId,
    facility_id: over.facilityId,
    starts_at: startsAt,
    ends_at: new Date(startsAt.getTime() + (over.minutes ?? 30) * 60_000),
    local_date: wall.date,
    local_time: wall.time,
    local_hour: wall.hour,
    zone,
    zone_version: ZONE_DATA_VERSION,
    ...over.columns,
  });
}
