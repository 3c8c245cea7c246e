/** The demo clinic: two facilities in two zones, so that times with zones are seen from the first minute. */
export const ORGANIZATION = {
  name: "Harbor Family Health",
  slug: "harbor",
  zone: "America/New_York",
  phone: "+12125550190",
  website: "https://harbor.example",
  sender: "+18335550142",
};

export const FACILITIES = [
  { external_id: "MAIN", name: "Harbor Main Street", zone: "America/New_York", address: "120 Main Street", city: "New York", state: "NY", zip: "10011", phone: "+12125550191", hours: "Mon–Fri 8 am – 5 pm, Sat–Sun 9 am – 1 pm", map_link: "https://maps.example/harbor-main" },
  { external_id: "BAY", name: "Harbor Bayside", zone: "America/Los_Angeles", address: "48 Pier Avenue", city: "San Francisco", state: "CA", zip: "94110", phone: "+14155550192", hours: "Mon–Fri 9 am – 6 pm, Sat–Sun 9 am – 1 pm", map_link: "https://maps.example/harbor-bay" },
]; // prettier-ignore

export const PROVIDERS = [
  { external_id: "P1", first_name: "Ada", last_name: "Okafor", title: "Dr.", phonetic: "AH-dah oh-KAH-for", facility: 0, weekends: true },
  { external_id: "P2", first_name: "Miguel", last_name: "Santos", title: "Dr.", phonetic: null, facility: 0, weekends: false },
  { external_id: "P3", first_name: "Hannah", last_name: "Lindgren", title: "NP", phonetic: null, facility: 0, weekends: false },
  { external_id: "P4", first_name: "Wei", last_name: "Zhao", title: "Dr.", phonetic: "way JOW", facility: 1, weekends: true },
]; // prettier-ignore

export const TYPES = [
  { external_id: "FU", name: "Follow-up visit", minutes: 30, special_instructions: {} },
  { external_id: "PHY", name: "Annual physical", minutes: 45, special_instructions: { en: "Please do not eat for 8 hours before the visit.", es: "Por favor no coma nada durante las 8 horas previas a la visita." } },
  { external_id: "NEW", name: "New patient visit", minutes: 45, special_instructions: {} },
  { external_id: "VAC", name: "Vaccination", minutes: 15, special_instructions: {} },
  { external_id: "BH", name: "Behavioral health", minutes: 50, sensitive: true, special_instructions: {} },
]; // prettier-ignore
