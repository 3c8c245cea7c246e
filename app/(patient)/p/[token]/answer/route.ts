export { postAnswer as POST } from "@/lib/patient-pages/posts";
