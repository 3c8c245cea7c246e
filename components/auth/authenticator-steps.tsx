import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** What an authenticator app needs: the picture, and the key for whoever cannot scan it. */
export type AuthenticatorView = { qr: string; secret: string };

/** The two things to do with the app, and the field for its first code. */
export function AuthenticatorSteps({ view, prefix, error }: { view: AuthenticatorView; prefix: string; error: string | undefined }) {
  return (
    <ol className="flex list-decimal flex-col gap-4 ps-5">
      <li>
        Install an authenticator app on your phone, if you have none: Google Authenticator, Microsoft Authenticator, 1Password and others
        all work.
      </li>
      <li>
        <p>Scan this picture with the app.</p>
        {/* eslint-disable-next-line @next/next/no-img-element -- made here, nothing to optimise */}
        <img
          src={view.qr}
          alt="QR code for your authenticator app; the key below is the same"
          width={192}
          height={192}
          className="mt-2 rounded-sm border border-line"
        />
        <p className="mt-2 text-sm text-ink-muted">Or enter this key by hand (time-based):</p>
        <p className="mt-1 font-mono text-base wrap-long" data-secret>
          {view.secret}
        </p>
      </li>
      <li>
        <Field label="Enter the six digits that the app shows" id={`${prefix}-code`} error={error} required>
          {(control) => (
            <Input
              {...control}
              name="code"
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={12}
              className="h-10 max-w-48 font-mono tracking-wider"
            />
          )}
        </Field>
      </li>
    </ol>
  );
}
