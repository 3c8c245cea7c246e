import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Document } from "@/components/document";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { Toaster } from "@/components/ui/toast";
import { requestNonce } from "@/lib/auth/request";

export const metadata: Metadata = { robots: { index: false, follow: false } };

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <Document theme={theme} nonce={await requestNonce()}>
      {children}
      <Toaster />
    </Document>
  );
}
