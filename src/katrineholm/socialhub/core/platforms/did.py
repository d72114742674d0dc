"""The DID (identifier) of a domain handle in the AT Protocol (Bluesky), published on its host.

Reference: https://atproto.com/specs/handle and https://atproto.com/specs/did
"""

import re

from .service import _

NOT_A_DID = _(
    "This is not a DID: it begins with did:plc: followed by 24 letters and digits, or is did:web:"
    " with a host name."
)
_PLC = re.compile(r"did:plc:[a-z2-7]{24}")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_WEB = re.compile(rf"did:web:(?=.{{1,253}}$)(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")


def parse_did(text: str) -> str:
    """Return the DID that is the whole body of ``/.well-known/atproto-did`` (text/plain).

    Spaces and the ``did=`` of a DNS record are removed. Raise ValueError with an error message.
    """
    bare = text.strip().removeprefix("did=")
    if _PLC.fullmatch(bare) or _WEB.fullmatch(bare):
        return bare
    raise ValueError(NOT_A_DID)
