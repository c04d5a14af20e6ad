"""What a summons says to another académie."""

import json
from hashlib import sha256
from typing import Any

LONGUEUR_DU_CONDENSE = 32


def condense_de(convocation: dict[str, Any] | None) -> str:
    """The condensé of a « convocation » as it is sent: what the nightly comparison compares.

    First 32 hexadecimal digits of the SHA-256 of its canonical JSON: keys sorted, no space, UTF-8. Whom the message
    names is left out: they may be named otherwise without the summons having changed.
    """
    canonique = json.dumps(convocation, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonique.encode(errors="surrogatepass")).hexdigest()[:LONGUEUR_DU_CONDENSE]
