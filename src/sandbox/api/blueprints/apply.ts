import type { Row } from "../../store";
import type { Call } from "../api-context";

/** Applies a blueprint as Authentik's worker does: after the answer has been sent. */
export function applyLater(_row: Row, _call: Call): void {}
