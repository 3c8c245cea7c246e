/** A phone number as people here write it, "(718) 555-0122", from E.164; other countries' numbers and e-mail addresses as they are. */
export function addressWords(address: string): string {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return us ? `(${us[1]}) ${us[2]}-${us[3]}` : address;
}
