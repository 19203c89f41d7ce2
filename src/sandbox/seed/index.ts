import { compareReleases, type Release } from "../../authentik/catalogue";
import type { Row } from "../store";
import first from "./2025.10.generated.json";
import second from "./2026.5.generated.json";

/** What is there at the start. */
export interface Seed {
  /** The version that it is of: `2025.10.0-rc1`. */
  version: string;
  rows: Record<string, Row[]>;
  /** Answers that never change, by path. */
  fixed: Record<string, unknown>;
}

/** Each from a fresh Authentik of that release, as its API showed it. */
const seeds: Record<Release, Seed> = {
  "2025.10": first as unknown as Seed,
  "2026.5": second as unknown as Seed,
};

/** A fresh Authentik's own objects. A release without a seed of its own starts with those of the nearest before it. */
export function seedOf(release: Release): Seed {
  const seed = seeds[release];
  if (seed) return seed;
  const nearest = compareReleases(release, "2026.5") > 0 ? seeds["2026.5"] : seeds["2025.10"];
  return { ...(nearest as Seed), version: `${release}.0` };
}
