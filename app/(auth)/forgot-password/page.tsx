import type { Metadata } from "next";
import Link from "next/link";
import { AddressForm } from "@/components/auth/address-form";
import { AuthCard } from "@/components/auth/auth-card";
import { askForReset } from "./actions";

export const metadata: Metadata = { title: "Forgotten password" };

export default async function Page({ searchParams }: { searchParams: Promise<{ sent?: string | string[] }> }) {
  const sent = (await searchParams).sent !== undefined;
  return (
    <AuthCard>
      {sent ? (
        <>
          <h1 className="text-xl font-semibold">Look into your inbox</h1>
          <p>
            If there is an account with this address, a link to choose a new password is on its way. It works once, for one hour. Nothing
            there after a few minutes? Look among the spam, then ask again.
          </p>
        </>
      ) : (
        <>
          <h1 className="text-xl font-semibold">Choose a new password</h1>
          <p className="text-ink-muted">Enter the e-mail address of your account; you get a link there.</p>
          <AddressForm id="reset" action={askForReset} label="Send the link" working="Sending…" />
        </>
      )}
      <p className="border-t border-line pt-4 text-sm">
        <Link href="/sign-in" className="underline underline-offset-2">
          Back to signing in
        </Link>
      </p>
    </AuthCard>
  );
}
