import type { Metadata } from "next";
import { connection } from "next/server";
import { securityContact } from "@/lib/security/contact";

export const metadata: Metadata = { title: "Report a weakness" };

/** [SEC-11] For whoever found a weakness: whom to tell, what helps, what happens then, and what is asked of them. */
export default async function ReportPage() {
  await connection();
  const contact = securityContact();
  return (
    <main className="mx-auto flex max-w-2xl flex-col gap-6 px-4 py-10">
      <div className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">Report a weakness in Luma</h1>
        <p>
          Have you found a way to see, change or stop something that you should not be able to? Tell us, and nobody else before it is
          mended. Thank you for your care: patients depend on it.
        </p>
      </div>
      <Part title="How to tell us">
        <p>
          Write to{" "}
          <a href={`mailto:${contact}`} className="text-accent underline underline-offset-2 wrap-long">
            {contact}
          </a>
          , in English or Spanish. What helps: the address of the page, what you did step by step, what happened, and when. If the page
          showed a reference, give it to us.
        </p>
        <p>
          <strong>Please send nothing about patients.</strong> If you came upon their data, stop there, keep no copy, and say only that it
          happened.
        </p>
      </Part>
      <Part title="What happens then">
        <ul className="list-disc ps-5">
          <li>Within two working days a person answers you.</li>
          <li>Within ten working days we say whether we could see it too, how grave it is, and what we do.</li>
          <li>When it is mended we tell you, and thank you by name if you like.</li>
        </ul>
      </Part>
      <Part title="What we ask of you">
        <ul className="list-disc ps-5">
          <li>Use accounts of your own, or a demonstration that you run yourself: Luma starts with an invented clinic.</li>
          <li>Look no further than needed to show the weakness. Read, change and delete nothing of others.</li>
          <li>No flooding, no messages to patients or staff, no tricks on people, nothing at buildings.</li>
          <li>Give us ninety days before you make it public.</li>
        </ul>
        <p>Whoever keeps to this has nothing to fear from us: we take no legal steps, and say so to others who ask.</p>
      </Part>
    </main>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
