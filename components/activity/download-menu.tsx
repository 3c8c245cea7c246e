"use client";

import { Download } from "lucide-react";
import { useListUrl } from "@/components/data-table/use-list-url";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";

/** Downloads what is shown, with its filters, as CSV or for Excel. `limit`: rows at which the workbook is cut. */
export function DownloadMenu({ href, limit }: { href: string; limit?: number }) {
  const { search } = useListUrl();
  const address = (format: string): string => {
    const params = new URLSearchParams(search);
    for (const name of ["open", "after", "before", "hide"]) params.delete(name);
    params.set("format", format);
    return `${href}?${params}`;
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button look="quiet" size="sm">
          <Download aria-hidden />
          Download
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem asChild>
          <a href={address("csv")} download>
            CSV
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={address("xlsx")} download>
            Excel{limit ? ` (at most ${limit.toLocaleString("en-US")} rows)` : ""}
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
