import type { Release } from "../../authentik/catalogue";
import type { Row } from "../store";
import base from "./2025.10.generated.json";

/** What is there at the start. */
export interface Seed {
  /** The version that it is of: `2025.10.0-rc1`. */
  version: string;
  rows: Record<string, Row[]>;
  /** Answers that never change, by path. */
  fixed: Record<string, unknown>;
}

const seeds: Record<Release, Seed> = { "2025.10": base as unknown as Seed };

/** A fresh Authentik's own objects. A release without a seed of its own starts with those of 2025.10. */
export function seedOf(release: Release): Seed {
  const seed = seeds[release];
  return seed ?? { ...(base as unknown as Seed), version: `${release}.0` };
}
