import { Download, Upload } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { AddDialog, type AddVerb } from "./add-dialog";

/** [CON-09] Add one; managers also take the whole list with them, and bring one along from the system used before. */
export function ListActions({ add, mayMove }: { add: AddVerb; mayMove: boolean }) {
  return (
    <div className="flex min-w-0 flex-wrap gap-2 sm:justify-end">
      {mayMove ? (
        <>
          <Button asChild>
            <Link href="/import/new?kind=do-not-contact">
              <Upload aria-hidden /> Upload
            </Link>
          </Button>
          <Button asChild>
            <a href="/do-not-contact/download" download>
              <Download aria-hidden /> Download
            </a>
          </Button>
        </>
      ) : null}
      <AddDialog add={add} />
    </div>
  );
}
