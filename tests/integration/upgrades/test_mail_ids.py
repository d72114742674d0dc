"""Mails that an older site has sent are found by what answers them."""

import transaction
from officers import NOW
from plone import api

from katrineholm.socialhub.core.messages.layout import SENT_MAILS
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.threads import messages_of_mail
from katrineholm.socialhub.inbox.steps.verification import log_faults as faults_in
from katrineholm.socialhub.upgrades.mail_ids import index_mail_ids

ID = "<1@example.se>"


def test_what_was_sent_before_is_found_and_twice_does_no_harm(old_site):
    messages = messages_of(old_site.hub)
    messages.record(2, "sent", {"to": "eva@example.se", "message_id": ID}, who="anna", now=NOW)
    del messages.root[SENT_MAILS]
    assert messages_of_mail(messages.root, ID) == []
    api.portal.get_tool("portal_setup").upgradeProfile("katrineholm.socialhub:default")
    transaction.commit()
    assert messages_of_mail(messages.root, ID) == [2]
    index_mail_ids(None)
    assert dict(messages.root[SENT_MAILS]) == {ID: 2}
    assert list(faults_in(old_site.hub, None)) == []
