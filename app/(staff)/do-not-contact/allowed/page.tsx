import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { ListScreen } from "../list-screen";

export const metadata: Metadata = { title: "Allowed numbers and addresses" };

export default function AllowedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <ListScreen list="allowed" searchParams={searchParams} />;
}
