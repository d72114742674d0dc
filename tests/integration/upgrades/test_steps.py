"""Messages that an older version kept are listed for other authorities."""

import pytest
import transaction
from helpers.integration.upgrades import new_errors
from officers import NOW
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.core.messages import message_index
from katrineholm.socialhub.core.messages.layout import SENT_MAILS
from katrineholm.socialhub.core.messages.message_index import date_clause, mark_clause, update_index
from katrineholm.socialhub.core.messages.message_lists import KINDS, listed_numbers, open_list
from katrineholm.socialhub.core.messages.state import HANDLING
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.threads import messages_of_mail
from katrineholm.socialhub.office.board.actions import PAGE_CATEGORY
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.upgrades.retention import begin_retention_logs
from katrineholm.socialhub.upgrades.steps import (
    add_actions,
    index_mail_ids,
    replace_site_lease,
    shelve_messages,
    shorten_toolbar,
)

# Later sites have what these steps add.
pytestmark = pytest.mark.parametrize("version", ["1.0.0a1"])


def test_old_messages_are_listed_and_found_for_other_authorities(old_site):
    root = messages_of(old_site.hub).root
    while message_index.lines_behind(root):
        update_index(root, 1000)
    shelf = open_list(root["messages"][1]["channel"])
    others = [n for n, each in root["messages"].items() if not each["state"]["is_direct"]]
    assert list(listed_numbers(root, [shelf], HANDLING, KINDS)) == []
    for _time in range(2):
        shelve_messages(api.portal.get_tool("portal_setup"))
        begin_retention_logs(None)
        transaction.commit()
        assert sorted(listed_numbers(root, [shelf], HANDLING, KINDS)) == others
        assert (
            sorted(
                message_index.matching_numbers(root, [mark_clause("shelf", [shelf]), date_clause()])
            )
            == others
        )
        assert new_errors(old_site.hub) == []


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
    assert new_errors(old_site.hub) == []


def ours(category):
    return [each for each in category if each.startswith("socialhub_")]


def test_the_lists_come_and_what_the_site_has_changed_stays(old_site):
    tool, setup = api.portal.get_tool("portal_actions"), api.portal.get_tool("portal_setup")
    tool["object"]["socialhub_kits"].visible = False
    assert PAGE_CATEGORY not in tool
    add_actions(setup)
    assert (len(ours(tool[PAGE_CATEGORY])), len(ours(tool["site_actions"]))) == (19, 5)
    tool[PAGE_CATEGORY]["socialhub_rules"].title = "Our rules"
    tool["site_actions"]["socialhub_sections"].visible = False
    add_actions(setup)
    assert tool[PAGE_CATEGORY]["socialhub_rules"].title == "Our rules"
    assert not tool["site_actions"]["socialhub_sections"].visible
    assert not tool["object"]["socialhub_kits"].visible


def test_the_toolbar_leads_to_the_workplace_and_what_was_hidden_stays_so(old_site):
    tool, setup = api.portal.get_tool("portal_actions"), api.portal.get_tool("portal_setup")
    add_actions(setup)
    tool["object"]["socialhub_board"].visible = False
    tool[PAGE_CATEGORY].manage_delObjects(["socialhub_keys", "socialhub_figures"])
    for _time in range(2):
        shorten_toolbar(setup)
        assert ours(tool["object"]) == ["socialhub_workplace"]
        assert ours(tool["user"]) == []
        assert {"socialhub_duties", "socialhub_figures"} <= {*tool[PAGE_CATEGORY]}
        assert {"socialhub_kits", "socialhub_keys"} & {*tool[PAGE_CATEGORY]} == set()
        assert not tool[PAGE_CATEGORY]["socialhub_board"].visible


def test_a_worker_of_the_last_release_is_ended_and_what_it_has_finished_is_known(old_site):
    record = PersistentMapping(token="of 1.0.0a2", host="here", pid=1, at=NOW, done=NOW)
    IAnnotations(old_site)[lease.KEY] = record
    for _time in range(2):
        replace_site_lease(None)
        assert not record["token"]
        assert lease.last_finished_round(old_site) == NOW
