/** The part of the zipcodes package in use; it ships no types. */
declare module "zipcodes" {
  type Place = { zip: string; latitude: number; longitude: number; city: string; state: string; country: string };
  const zipcodes: { lookup(zip: string): Place | undefined };
  export default zipcodes;
}
