export { postChoice as POST } from "@/lib/patient-pages/posts";
