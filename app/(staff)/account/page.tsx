import type { Metadata } from "next";
import { FactorSection } from "@/components/auth/factor-section";
import { PasswordSection } from "@/components/auth/password-section";
import { SessionList } from "@/components/auth/session-list";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { factorState } from "@/lib/auth/second-factor/factor";
import { listOwnSessions } from "@/lib/auth/sessions/queries";
import { needsSecondFactor } from "@/lib/auth/sign-in";
import { moment } from "@/lib/messages/moment";
import { beginAuthenticator, changePassword, endOtherSessions, endOwnSession, newRecoveryCodes, removeAuthenticator } from "./actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { user, zone, factor, required, sessions } = await withStaff(async (ctx, user) => {
    const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
    return {
      user,
      zone: organization!.zone,
      factor: await factorState(ctx, user.userId),
      required: await needsSecondFactor(ctx, user),
      sessions: await listOwnSessions(ctx),
    };
  });
  const since = factor.confirmedAt ? moment(factor.confirmedAt, zone).text : "";
  return (
    <>
      <PageHeader title="Your account">
        <span className="wrap-long">
          {user.name} · {user.email}
        </span>
      </PageHeader>
      <div className="flex max-w-2xl flex-col gap-8">
        <section aria-labelledby="account-password" className="flex flex-col gap-3">
          <h2 id="account-password" className="text-lg font-semibold">
            Password
          </h2>
          <PasswordSection action={changePassword} email={user.email} />
        </section>
        <section aria-labelledby="account-factor" className="flex flex-col gap-3">
          <h2 id="account-factor" className="text-lg font-semibold">
            Second factor
          </h2>
          <FactorSection
            view={{ confirmed: factor.confirmed, since, codesLeft: factor.codesLeft, optional: !required }}
            begin={beginAuthenticator}
            renew={newRecoveryCodes}
            remove={removeAuthenticator}
          />
        </section>
        <section aria-labelledby="account-sessions" className="flex flex-col gap-3">
          <h2 id="account-sessions" className="text-lg font-semibold">
            Where you are signed in
          </h2>
          <SessionList
            sessions={sessions.map(({ openedAt, seenAt, ip, ...session }) => ({
              ...session,
              ip: ip ?? "an unknown address",
              opened: moment(openedAt, zone),
              seen: moment(seenAt, zone),
            }))}
            endOne={endOwnSession}
            endOthers={endOtherSessions}
          />
        </section>
      </div>
    </>
  );
}
