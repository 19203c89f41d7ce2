import { describe, expect, test } from "vitest";
import { complaints } from "./files";

describe("redirect URIs", () => {
  test.each([
    ["/auth/callback", /is no address\. Give it whole/],
    ["app.example.com/callback", /is no address/],
    ["https://*.example.com/callback", /wildcard.*matchingMode: regex/],
    ["https://app.example.com/#callback", /fragment/],
    ["https://app.example.com/#", /fragment/],
    ["https:///callback", /has no host/],
    ["https:callback", /has no host/],
    ["javascript:alert(1)", /has the scheme javascript:/],
    ["data:text/html,x", /has the scheme data:/],
    ["https://app.example.com/call back", /white space/],
  ])("%s could lead no browser back", (uri, message) => {
    const inList = JSON.stringify(uri);
    expect(complaints(`apps: { a: { redirectUris: [${inList}] } }`)).toEqual([
      expect.stringMatching(new RegExp(`^1 apps\\.a\\.redirectUris\\[0\\]: .*${message.source}`)),
    ]);
    expect(complaints(`apps: { a: { redirectUris: [{ url: ${inList} }] } }`)).toEqual([
      expect.stringMatching(new RegExp(`^1 apps\\.a\\.redirectUris\\[0\\]\\.url: .*${message.source}`)),
    ]);
  });

  test.each([
    "https://app.example.com/auth/callback?a=b",
    "http://localhost:8000/auth/callback",
    "http://[::1]:8000/",
    "com.example.app:/oauth2redirect",
    "myapp://callback",
    "HTTPS://APP.EXAMPLE.COM",
  ])("%s does", (uri) => {
    expect(complaints(`apps: { a: { redirectUris: [${JSON.stringify(uri)}] } }`)).toEqual([]);
  });

  test.each(["(", "[a", "*", "(?P<a", "a{2,1}"])("the pattern %s does not compile", (pattern) => {
    const text = `apps: { a: { redirectUris: [{ matchingMode: regex, url: ${JSON.stringify(pattern)} }] } }`;
    expect(complaints(text)).toEqual([
      expect.stringMatching(/redirectUris\[0\]\.url: is a pattern that does not compile: /),
    ]);
  });

  test.each(["https://.*\\.example\\.com/#.*", "(?i)https://a", "(?P<x>a)(?P=x)", "\\Ahttps://a\\Z"])(
    "the pattern %s does, in Python",
    (pattern) => {
      const text = `apps: { a: { redirectUris: [{ matchingMode: regex, url: ${JSON.stringify(pattern)} }] } }`;
      expect(complaints(text)).toEqual([]);
    },
  );
});
