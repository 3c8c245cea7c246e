/** The address of one phone or inbox (or e-mail in it) on the Simulator screen: ids and sealed search words, never what they stand for. */
export function simulatorHref(endpointId: string | undefined, find: string, email?: string): string {
  const params = new URLSearchParams({ ...(endpointId && { with: endpointId }), ...(email && { email }), ...(find && { find }) });
  const text = params.toString();
  return text ? `/simulator?${text}` : "/simulator";
}
