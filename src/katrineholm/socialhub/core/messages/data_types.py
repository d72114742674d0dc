"""Types of the stored data."""

from collections.abc import Mapping, MutableMapping
from typing import Any

# Data as in JSON: values given with a step are checked on arrival, by inbox.steps.given.
Data = Mapping[str, Any]
# One of the database's own mappings, with the trees in it: see ``layout``.
StoredMapping = MutableMapping[str, Any]
