import { EngineError } from "./errors";
import type { Crypter } from "./passphrase";
import { isObject, isSecret, mapValues, type PropertyMap, sealedSecret, secret } from "./values";

interface Sealed {
  text: string;
  ciphertext: string;
}

/**
 * Encrypts the secrets of properties on their way to disk and decrypts them on their way back. Remembers each by the
 * place where it stands, so that an unchanged secret keeps its ciphertext and a state file does not churn.
 */
export class Vault {
  private readonly known = new Map<string, Sealed>();

  constructor(private readonly current: Crypter) {}

  get salt(): string {
    return this.current.salt;
  }

  seal(map: PropertyMap, place: string): PropertyMap {
    return this.sealValue(map, place) as PropertyMap;
  }

  /** `from` is the key that the properties were sealed with, where it is not the stack's. */
  open(map: PropertyMap, place: string, from: Crypter = this.current): PropertyMap {
    return this.openValue(map, place, from) as PropertyMap;
  }

  private sealValue(value: unknown, place: string): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.sealValue(item, `${place}[${index}]`));
    if (!isObject(value)) return value;
    if (isSecret(value)) return sealedSecret(this.ciphertextFor(JSON.stringify(value.value ?? null), place));
    return mapValues(value, (item, key) => this.sealValue(item, `${place}.${key}`));
  }

  private ciphertextFor(text: string, place: string): string {
    const before = this.known.get(place);
    if (before?.text === text) return before.ciphertext;
    const ciphertext = this.current.encrypt(text);
    this.known.set(place, { text, ciphertext });
    return ciphertext;
  }

  private openValue(value: unknown, place: string, from: Crypter): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.openValue(item, `${place}[${index}]`, from));
    if (!isObject(value)) return value;
    if (isSecret(value)) return secret(JSON.parse(this.textOf(value, place, from)));
    return mapValues(value, (item, key) => this.openValue(item, `${place}.${key}`, from));
  }

  private textOf(value: PropertyMap, place: string, from: Crypter): string {
    if (typeof value.plaintext === "string") return value.plaintext;
    if (typeof value.ciphertext !== "string") {
      throw new EngineError("state", `The state holds a secret without ciphertext at ${place}.`);
    }
    let text: string;
    try {
      text = from.decrypt(value.ciphertext);
    } catch (cause) {
      const problem = `The state's secret at ${place} cannot be decrypted with this stack's passphrase.`;
      throw new EngineError("state", problem, { cause });
    }
    if (from === this.current) this.known.set(place, { text, ciphertext: value.ciphertext });
    return text;
  }
}
