"""Messages that an older version kept are listed for other authorities."""

import transaction
from plone import api

from katrineholm.socialhub.core.messages import searching
from katrineholm.socialhub.core.messages.searching import bring_up, came_in, on_shelves
from katrineholm.socialhub.core.messages.shelves import KINDS, numbers, others_shelf
from katrineholm.socialhub.core.messages.state import HANDLING
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.checking import found as faults_in
from katrineholm.socialhub.upgrades.places import place_messages


def test_old_messages_are_listed_and_found_for_other_authorities(old_site):
    root = messages_of(old_site.hub).root
    while searching.is_behind(root):
        bring_up(root, 1000)
    shelf = others_shelf(root["messages"][1]["channel"])
    others = [n for n, each in root["messages"].items() if not each["state"]["is_direct"]]
    assert list(numbers(root, [shelf], HANDLING, KINDS)) == []
    for _time in range(2):
        place_messages(api.portal.get_tool("portal_setup"))
        transaction.commit()
        assert sorted(numbers(root, [shelf], HANDLING, KINDS)) == others
        assert sorted(searching.found(root, [on_shelves([shelf]), came_in()])) == others
        assert list(faults_in(old_site.hub, None)) == []
