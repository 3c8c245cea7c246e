/** Where a logo is served to anyone, as a path of our own; null where there is none. A new logo has a new address. */
export function logoPath(organizationId: string, logoId: string | null | undefined): string | null {
  return logoId ? `/api/logo/${organizationId}/${logoId}` : null;
}
