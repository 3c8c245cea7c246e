import { cookies } from "next/headers";
import { isId } from "@/lib/ids";

export const FACILITY_COOKIE = "luma-facility";

/** The facility that the reader narrowed the screens to; null for all. Only a wish: queries stay behind the organization's policy. */
export async function chosenFacility(): Promise<string | null> {
  const value = (await cookies()).get(FACILITY_COOKIE)?.value;
  return isId(value) ? value : null;
}
