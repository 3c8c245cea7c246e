import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { AuthCard } from "./auth-card";
import { SignInForm, type SignInFormProps } from "./sign-in-form";

/** A sign-in of the demonstration, shown openly because it opens nothing else. */
export type DemoUser = { email: string; password: string; role: string };

type Props = Omit<SignInFormProps, "children"> & {
  demoUsers?: readonly DemoUser[];
  /** Why someone is here again. */
  notice?: string;
};

/** The sign-in screen. `demoUsers` are listed below the form where the product runs as a demonstration. */
export function SignInPage({ demoUsers = [], notice, ...form }: Props) {
  const sso = form.next && form.next !== "/" ? `/sign-in/sso?${new URLSearchParams({ next: form.next }).toString()}` : "/sign-in/sso";
  return (
    <AuthCard>
      {notice ? <output className="block rounded-md bg-info-soft p-3 text-info">{notice}</output> : null}
      <SignInForm {...form}>
        <ul className="flex flex-col gap-1 text-sm">
          <li>
            <Link href="/forgot-password" className="underline underline-offset-2">
              Forgotten your password?
            </Link>
          </li>
          <li>
            <Link href={sso} className="underline underline-offset-2">
              Sign in with single sign-on
            </Link>
          </li>
        </ul>
        {demoUsers.length > 0 ? (
          <section aria-labelledby="demo-users" className="border-t border-line pt-4">
            <h2 id="demo-users" className="flex items-center gap-2 text-base font-medium">
              <Badge>Demo</Badge> Sign in as
            </h2>
            <ul className="mt-2 flex flex-col gap-2">
              {demoUsers.map((user) => (
                <li key={user.email} className="text-sm">
                  <span className="font-medium">{user.role}</span>
                  <span className="block wrap-long text-ink-muted">
                    {user.email} · {user.password}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </SignInForm>
    </AuthCard>
  );
}
