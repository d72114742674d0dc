"""Messages that an older version kept are listed for other authorities."""

import transaction
from plone import api

from katrineholm.socialhub.core.messages import message_index
from katrineholm.socialhub.core.messages.message_index import date_clause, mark_clause, update_index
from katrineholm.socialhub.core.messages.message_lists import KINDS, listed_numbers, open_list
from katrineholm.socialhub.core.messages.state import HANDLING
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.verification import log_faults as faults_in
from katrineholm.socialhub.upgrades.message_shelves import shelve_messages


def test_old_messages_are_listed_and_found_for_other_authorities(old_site):
    root = messages_of(old_site.hub).root
    while message_index.is_behind(root):
        update_index(root, 1000)
    shelf = open_list(root["messages"][1]["channel"])
    others = [n for n, each in root["messages"].items() if not each["state"]["is_direct"]]
    assert list(listed_numbers(root, [shelf], HANDLING, KINDS)) == []
    for _time in range(2):
        shelve_messages(api.portal.get_tool("portal_setup"))
        transaction.commit()
        assert sorted(listed_numbers(root, [shelf], HANDLING, KINDS)) == others
        assert (
            sorted(
                message_index.matching_numbers(root, [mark_clause("shelf", [shelf]), date_clause()])
            )
            == others
        )
        assert list(faults_in(old_site.hub, None)) == []
