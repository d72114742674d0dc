"""The followers as they are stored."""

import transaction
from helpers.integration.public.follow import FORM

from katrineholm.socialhub.public.follow.followers import BOOK


def test_addresses_are_stored_encrypted(hub, fill):
    fill("hub/@@follow", FORM)
    transaction.begin()
    [(id, kept)] = BOOK.read(hub)["people"].items()
    assert "anna" not in f"{id}{kept}"
