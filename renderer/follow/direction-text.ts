// A direction in the person's language; one that was typed stays as it is.

import { useTranslation } from "react-i18next";
import { isPictureSide } from "../../contract/neighbours.ts";

export function useDirectionText(): (direction: string) => string {
  const { t } = useTranslation("map");
  return (direction) => (isPictureSide(direction) ? t(`follow.side.${direction}`) : direction);
}
