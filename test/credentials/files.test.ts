import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  insideProject,
  pathProblem,
  projectFolder,
  readIfThere,
  removeFile,
  writePrivate,
} from "../../src/credentials/files";
import { inProject } from "./project";

const at = inProject();

test("the project's folder is that of the nearest Pulumi.yaml", () => {
  mkdirSync(at("a/b"), { recursive: true });
  expect(projectFolder(at("a/b"))).toBe(path.dirname(at("x")));
  expect(projectFolder(path.parse(at("x")).root)).toBe(path.parse(at("x")).root);
});

describe("a path", () => {
  test.each([".env", ".env.web", "secrets/web.json", "./a/../b", "..a", "a/..b"])("%s is inside", (file) => {
    expect(pathProblem(file)).toBeUndefined();
    expect(insideProject(file)).toBe(at(path.normalize(file)));
  });

  test.each(["/etc/passwd", "../.env", "a/../../.env", ".."])("%s leads out", (file) => {
    expect(pathProblem(file)).toMatch(/leads out of the project's folder/);
    expect(() => insideProject(file)).toThrow(/leads out of the project's folder/);
  });

  test.each(["", "a/", ".", "a/.."])("%j names no file", (file) => {
    expect(pathProblem(file)).toBe("must name a file.");
    expect(() => insideProject(file)).toThrow("must name a file");
  });

  test("that is a symbolic link is refused, even to a file inside", () => {
    writeFileSync(at("real"), "");
    symlinkSync(at("real"), at("link"));
    symlinkSync("/nowhere/at/all", at("dangling"));
    expect(() => insideProject("link")).toThrow(/link is, or lies behind, a symbolic link/);
    expect(() => insideProject("dangling")).toThrow(/symbolic link/);
  });

  test("behind a symbolic link is refused", () => {
    mkdirSync(at("real"));
    symlinkSync(at("real"), at("inside"));
    symlinkSync("/tmp", at("outside"));
    symlinkSync("/nowhere/at/all", at("dangling"));
    for (const file of ["inside/x", "outside/x", "outside/y/z", "dangling/x"]) {
      expect(() => insideProject(file)).toThrow(/symbolic link/);
    }
  });

  test("at which there is a folder is refused", () => {
    mkdirSync(at("folder"));
    expect(() => insideProject("folder")).toThrow("folder is in the way of folder: it is not a file.");
  });

  test("below a file is refused", () => {
    writeFileSync(at("file"), "");
    expect(() => insideProject("file/a/b")).toThrow("file is in the way of file/a/b: it is not a folder.");
  });
});

describe("a file that is written", () => {
  test("can be read by its owner alone, whatever it was before", () => {
    writeFileSync(at(".env"), "old", { mode: 0o644 });
    writePrivate(at(".env"), "new");
    expect(readFileSync(at(".env"), "utf8")).toBe("new");
    expect(statSync(at(".env")).mode & 0o777).toBe(0o600);
  });

  test("replaces the one before as a whole: who has that open reads on in it", () => {
    writePrivate(at(".env"), "old");
    const before = statSync(at(".env")).ino;
    writePrivate(at(".env"), "new");
    expect(statSync(at(".env")).ino).not.toBe(before);
    expect(readdirSync(at(".")).sort()).toEqual([".env", "Pulumi.yaml"]);
  });

  test("has its folders made", () => {
    writePrivate(at("a/b/.env"), "x");
    expect(readIfThere(at("a/b/.env"))).toBe("x");
  });

  test("leaves nothing behind when it fails", () => {
    mkdirSync(at("folder/inner"), { recursive: true });
    expect(() => writePrivate(at("folder"), "x")).toThrow();
    expect(readdirSync(at(".")).sort()).toEqual(["Pulumi.yaml", "folder"]);
  });
});

test("a file that is not there is nothing to read or remove", () => {
  expect(readIfThere(at("none"))).toBeUndefined();
  expect(readIfThere(at("none/below"))).toBeUndefined();
  removeFile(at("none"));
  writePrivate(at("some"), "x");
  removeFile(at("some"));
  expect(readIfThere(at("some"))).toBeUndefined();
});
