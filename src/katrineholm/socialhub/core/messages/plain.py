"""What is kept, by the names that signatures have for it."""

from collections.abc import Mapping, MutableMapping
from typing import Any

# Data as JSON has it: what is given with a step is checked where it comes in, by inbox.steps.given.
Data = Mapping[str, Any]
# One of the database's own mappings, with the trees in it: see ``layout``.
Kept = MutableMapping[str, Any]
