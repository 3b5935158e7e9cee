package io.lakeprint.common.ids;

/** How the values of a type are brought to one canonical form. */
public enum IdFormat {
  /** As it is, apart from width and surrounding space; case counts. */
  TEXT,
  /** Lower-case; must look like an address. */
  EMAIL,
  /** E.164; a number without country code belongs to the default country; must be assignable. */
  PHONE,
  /** Upper-case with dashes; must have 32 hexadecimal digits. */
  UUID,
  /** Upper-case ASCII without spaces and dashes; one digit repeated is junk. */
  CARD
}
