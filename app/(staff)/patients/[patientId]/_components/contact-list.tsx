"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ProfileContact } from "@/lib/patients/profile-contacts";
import { AddressForm } from "./address-form";
import { ContactCard } from "./contact-card";
import { GuardianForm } from "./guardian-form";

/** How a patient is reached: each number and address with its ways, what stops it, and what staff can change ([CON-03]). */
export function ContactList({ patientId, contacts }: { patientId: string; contacts: readonly ProfileContact[] }) {
  const [adding, setAdding] = useState<"contact" | "guardian" | null>(null);
  const usable = contacts.filter((c) => c.ways.some((w) => !w.archived));
  const archived = contacts.filter((c) => c.ways.every((w) => w.archived));
  return (
    <section aria-labelledby="contacts" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 id="contacts" className="text-lg font-semibold">
          Contacts
        </h2>
        {adding ? null : (
          <span className="flex flex-wrap justify-end gap-2">
            <Button size="sm" onClick={() => setAdding("guardian")}>
              Add guardian
            </Button>
            <Button size="sm" onClick={() => setAdding("contact")}>
              Add contact
            </Button>
          </span>
        )}
      </div>
      {contacts.some((c) => c.imported) ? (
        <p className="text-sm text-ink-muted">
          Contacts marked “import” are kept as the imported file says: the next import writes over changes made here.
        </p>
      ) : null}
      {adding ? (
        <div className="rounded-md border border-line bg-surface p-3">
          {adding === "guardian" ? (
            <GuardianForm patientId={patientId} onDone={() => setAdding(null)} />
          ) : (
            <AddressForm patientId={patientId} onDone={() => setAdding(null)} />
          )}
        </div>
      ) : null}
      {usable.length === 0 ? (
        <p className="rounded-md border border-line bg-surface p-3 text-ink-muted">
          Nothing that can be used. Reminders cannot reach this patient.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {usable.map((contact) => (
            <ContactCard key={contact.endpointId} patientId={patientId} contact={contact} />
          ))}
        </ul>
      )}
      {archived.length > 0 ? (
        <details>
          <summary className="text-ink-muted">Archived ({archived.length})</summary>
          <ul className="mt-2 flex flex-col gap-2">
            {archived.map((contact) => (
              <ContactCard key={contact.endpointId} patientId={patientId} contact={contact} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
