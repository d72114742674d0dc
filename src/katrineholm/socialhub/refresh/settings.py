"""What the operator sets in the process environment."""

import os
from collections.abc import Mapping


def host_spacing(environ: Mapping = os.environ) -> float:
    """Seconds between two requests to one host: SOCIALHUB_HOST_SPACING, 1 unless set."""
    return float(environ.get("SOCIALHUB_HOST_SPACING", 1))
