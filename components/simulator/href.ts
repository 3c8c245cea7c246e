/** The address of one phone or inbox (or e-mail in it) on the Simulator screen. */
export function simulatorHref(address: string | undefined, q: string, email?: string): string {
  const params = new URLSearchParams({ ...(address && { with: address }), ...(email && { email }), ...(q && { q }) });
  const text = params.toString();
  return text ? `/simulator?${text}` : "/simulator";
}
