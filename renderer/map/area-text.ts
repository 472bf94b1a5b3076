// A size of ground in words.

import { useTranslation } from "react-i18next";

/** `1,240 m²`: two digits that say something, groups of thousands. */
export function useAreaText(): (areaM2: number) => string {
  const { t, i18n } = useTranslation("map");
  const format = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3 });
  return (areaM2) => t("blind.squareMetres", { value: format.format(areaM2) });
}
