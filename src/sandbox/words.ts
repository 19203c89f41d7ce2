import { compareReleases, type Release } from "../authentik/catalogue";

/** What releases say differently of one and the same thing. */
export interface Words {
  /** The content type of the API's answers. */
  json: string;
  notASlug: string;
  /** How every page begins. */
  page: string;
}

const before: Words = {
  json: "application/json; charset=utf-8",
  notASlug: 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
  page: '\n\n\n\n<!DOCTYPE html>\n\n<html>\n    <head>\n        <meta charset="UTF-8">',
};

const since: [Release, Partial<Words>][] = [
  [
    "2026.5",
    {
      json: "application/json",
      notASlug: "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
      page: '\n\n\n\n\n<!DOCTYPE html>\n<html\n    lang="en"\n    data-theme="light"\n    data-theme-choice="auto"\n>\n    <head>\n        <meta charset="UTF-8">',
    },
  ],
];

/** The words of a release: the first ones, with all that changed up to it. */
export function wordsOf(release: Release): Words {
  const changes = since.filter(([first]) => compareReleases(first, release) <= 0).map(([, words]) => words);
  return Object.assign({ ...before }, ...changes);
}
