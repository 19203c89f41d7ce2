import { createPrivateKey, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signingKey } from "../../../src/sandbox/keys";
import { Api } from "./client";

const path = "crypto/certificatekeypairs";
let api: Api;

beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.stop());

test("the key pair that is always there is made when it is needed, and stays", async () => {
  const id = await api.idOf(`${path}/`, "name", "authentik Self-signed Certificate");
  const { body: first } = await api.get(`${path}/${id}/`);
  expect(first).toMatchObject({
    ...{ private_key_available: true, private_key_type: "rsa" },
    cert_subject: "OU=Self-signed,O=authentik,CN=authentik Self-signed Certificate",
  });
  expect((await api.get(`${path}/${id}/`)).body).toEqual(first);
  const { body } = await api.get(`${path}/${id}/view_certificate/`);
  expect(new X509Certificate(String(body.data)).fingerprint256.toLowerCase()).toBe(first.fingerprint_sha256);
});

test("a key is named by the MD5 sum of its text, and is the certificate's own", async () => {
  const { store } = api.sandbox;
  const [row] = store.rows(path);
  const key = await signingKey(row ?? {}, store);
  expect(key).toMatchObject({ alg: "RS256", kid: expect.stringMatching(/^[0-9a-f]{32}$/) });
  const certificate = new X509Certificate(key?.certificatePem ?? "");
  expect(certificate.checkPrivateKey(createPrivateKey(key?.privateKeyPem ?? ""))).toBe(true);
});

test("key pairs can be generated, with names and another algorithm", async () => {
  const { body } = await api.post(`${path}/generate/`, {
    ...{ common_name: "made", validity_days: 10, alg: "ecdsa", subject_alt_name: "a.example,b.example" },
  });
  expect(body).toMatchObject({ name: "made", private_key_type: "ec" });
  const { text } = await api.get(`${path}/${body.pk}/view_certificate/?download`);
  expect(new X509Certificate(text).subjectAltName).toBe("DNS:a.example, DNS:b.example");
});

test("what is no certificate and no key is refused", async () => {
  const { body } = await api.post(`${path}/`, { name: "bad", certificate_data: "x", key_data: "y" });
  expect(body).toEqual({
    certificate_data: ["Unable to load certificate."],
    key_data: ["Unable to load private key (possibly encrypted?)."],
  });
});

test("details can be left out", async () => {
  const { body } = await api.get(`${path}/?include_details=false`);
  expect(body.results?.[0]).toMatchObject({
    fingerprint_sha256: null,
    cert_subject: null,
    private_key_available: true,
  });
});
