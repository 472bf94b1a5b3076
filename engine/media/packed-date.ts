// The date that Dahua and Xiongmai recorders pack into 32 bits. DOMAIN §2.

/**
 * Device local time, as if it were UTC, ms: seconds in the lowest 6 bits, then minutes 6, hours 5, day 5, month 4, years after 2000.
 * Null where the bits are no date.
 */
export function msFromPackedDate(packed: number): number | null {
  const [second, minute, hour] = [packed & 0x3f, (packed >>> 6) & 0x3f, (packed >>> 12) & 0x1f];
  const [day, month, year] = [(packed >>> 17) & 0x1f, (packed >>> 22) & 0xf, 2000 + (packed >>> 26)];
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  const isDate = second < 60 && minute < 60 && hour < 24 && date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  return isDate ? ms : null;
}
