import { certificateOf, isCertificate, isPrivateKey } from "../../keys";
import type { Row } from "../../store";
import type { Call } from "../api-context";
import type { Departure } from "../departure";
import { Invalid } from "../refusal";
import { isTrue } from "./groups";

const path = "/api/v3/crypto/certificatekeypairs";

export const certificates: Record<string, Departure> = {
  "authentik_crypto.certificatekeypair": {
    fields: {
      certificate_data: (data: string) => {
        if (!isCertificate(data)) throw new Invalid("Unable to load certificate.");
        return data;
      },
      key_data: (data: string) => {
        if (data !== "" && !isPrivateKey(data)) throw new Invalid("Unable to load private key (possibly encrypted?).");
        return data;
      },
    },
    shown: {
      fingerprint_sha256: (row, call) => detail(row, call, (certificate) => certificate.sha256),
      fingerprint_sha1: (row, call) => detail(row, call, (certificate) => certificate.sha1),
      cert_expiry: (row, call) => detail(row, call, (certificate) => certificate.expiry),
      cert_subject: (row, call) => detail(row, call, (certificate) => certificate.subject),
      private_key_type: (row, call) => detail(row, call, (certificate) => certificate.keyType),
      key_type: (row) => certificateOf(row).keyType,
      private_key_available: (row) => row.key_data !== "" && row.key_data !== null,
      certificate_download_url: (row) => `${path}/${row.pk}/view_certificate/?download`,
      private_key_download_url: (row) => `${path}/${row.pk}/view_private_key/?download`,
    },
  },
};

function detail(row: Row, call: Call, pick: (certificate: ReturnType<typeof certificateOf>) => unknown): unknown {
  const isWanted = call.context.store.models.has("2026.2") || isTrue(call.query, "include_details", true);
  return isWanted ? pick(certificateOf(row)) : null;
}
