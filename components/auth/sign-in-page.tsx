import { Badge } from "@/components/ui/badge";
import { SignInForm, type SignInFormProps } from "./sign-in-form";

/** A sign-in of the demonstration, shown openly because it opens nothing else. */
export type DemoUser = { email: string; password: string; role: string };

/** The sign-in screen. `demoUsers` are listed below the form where the product runs as a demonstration. */
export function SignInPage({ demoUsers = [], ...form }: Omit<SignInFormProps, "children"> & { demoUsers?: readonly DemoUser[] }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-8">
      <div className="rounded-md border border-line bg-surface p-6">
        <SignInForm {...form}>
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
      </div>
    </main>
  );
}
