import type { Ctx } from "@/lib/context";
import { loadSettings } from "@/lib/settings/resolve";
import { helpSettings } from "./settings";

export type FirstStep = { id: string; label: string; why: string; /** Absent where somebody else does it. */ href?: string; done: boolean };

type Facts = Record<"facility" | "provider" | "sender" | "patients" | "planned", boolean>;

const STEPS: readonly (Omit<FirstStep, "done"> & { fact: keyof Facts })[] = [
  {
    id: "facility",
    fact: "facility",
    label: "Add a facility with its time zone",
    why: "Reminders go by the clock on its wall.",
    href: "/settings/facilities?open=new",
  },
  {
    id: "provider",
    fact: "provider",
    label: "Add a provider",
    why: "Messages say who the visit is with. An import can do this for you.",
    href: "/settings/providers?open=new",
  },
  {
    id: "sender",
    fact: "sender",
    label: "A number or address to send from",
    why: "Your account at a carrier and what patients should see; nothing goes out before.",
    href: "/settings/senders",
  },
  {
    id: "patients",
    fact: "patients",
    label: "Import patients and appointments",
    why: "From a file of your records system, with a trial run first.",
    href: "/import/new",
  },
  {
    id: "planned",
    fact: "planned",
    label: "Look at the first reminder that is planned",
    why: "When, to whom and why, before it goes out.",
    href: "/messages?tab=next",
  },
];

/**
 * [ADM-05] What a new organization needs until its first reminder, each with whether it is done, told from what is there. Undefined when
 * all of it is, when it was put away, or for who may change nothing of it.
 */
export async function findFirstSteps(ctx: Ctx): Promise<FirstStep[] | undefined> {
  if (ctx.actor.kind !== "user" || ctx.actor.role === "staff") return undefined;
  const settings = await loadSettings(ctx);
  if (!settings.get(helpSettings.firstSteps).value) return undefined;
  const [facts] = await ctx.sql<Facts>(
    `select exists (select 1 from facility where organization_id = $1 and archived_at is null and zone is not null) as facility,
            exists (select 1 from provider where organization_id = $1 and archived_at is null) as provider,
            exists (select 1 from sender where organization_id = $1 and stopped_at is null) as sender,
            exists (select 1 from appointment where organization_id = $1) as patients,
            exists (select 1 from planned_message where organization_id = $1 and state in ('planned', 'sent')) as planned`,
    [ctx.organizationId],
  );
  const steps = STEPS.map(({ fact, ...step }) => ({ ...step, done: facts![fact] }));
  return steps.every((step) => step.done) ? undefined : steps;
}
