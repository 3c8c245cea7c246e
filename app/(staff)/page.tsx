import { redirect } from "next/navigation";

/** The product opens on the day. */
export default function StartPage(): never {
  redirect("/today");
}
