export { postWishes as POST } from "@/lib/patient-pages/wishes-post";
