// The shape that a translation must have: the same keys as the English one, any text.

/** `zh satisfies Translation<typeof en>` fails to compile where a key is missing or too many. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };
