"""Types of the stored messages and of plain data."""

from collections.abc import Mapping, MutableMapping
from typing import Any

# Data as in JSON: ``inbox.steps.validation`` checks the values of a step on arrival.
Data = Mapping[str, Any]
# One of the database's own mappings, with the trees in it: see ``layout``.
StoredMapping = MutableMapping[str, Any]
