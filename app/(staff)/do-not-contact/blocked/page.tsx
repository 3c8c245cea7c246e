import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { ListScreen } from "../list-screen";

export const metadata: Metadata = { title: "Blocked numbers and addresses" };

export default function BlockedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <ListScreen list="blocked" searchParams={searchParams} />;
}
