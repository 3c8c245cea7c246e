import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Document } from "@/components/document";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { requestNonce } from "@/lib/auth/request";

/** Pages for anyone: no session, no organization. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <Document theme={theme} nonce={await requestNonce()}>
      {children}
    </Document>
  );
}
