// Which addresses are our own: everything else would be the network, or files nobody gave us.

const OWN_SCHEMES = new Set(["app:", "footage:", "blob:", "data:"]);

/** Whether a page may ask for this address. Development tools fetch their own parts by devtools:. */
export function isOwnAddress(url: string, isDevelopment: boolean): boolean {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase() ?? "";
  return OWN_SCHEMES.has(scheme) || (isDevelopment && scheme === "devtools:");
}
