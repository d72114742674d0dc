"""A receiver is made, turned off and on, and let go, and the log says by whom."""

import logging
from time import time

import pytest

from katrineholm.socialhub import DAY
from katrineholm.socialhub.office.webhooks import receivers
from katrineholm.socialhub.office.webhooks.receivers import (
    MAX_RECEIVERS,
    change_secret,
    create_receiver,
    existing_receiver,
    remove_receiver,
    signing_secrets,
    switch_receiver,
)
from katrineholm.socialhub.office.webhooks.storage import (
    FAILED,
    OFF,
    ON,
    all_receivers,
    find_receiver,
    store_receiver,
)
from katrineholm.socialhub.site.pages.refusals import Refusal

URL = "https://mottagare.example.se/in"


def test_the_log_says_who_did_what_and_no_secret(hub, caplog):
    with caplog.at_level(logging.INFO):
        hook, secret = create_receiver(hub, URL, "Intranätet", ["entry.new", "entry.new"])
        switch_receiver(hub, hook.id, OFF)
        switch_receiver(hub, hook.id, ON)
        remove_receiver(hub, hook.id)
    told = [each.getMessage().partition(") ")[2] for each in caplog.records]
    assert [each.partition(" by ")[0] for each in told] == [
        *("made", "turned off", "turned on", "let go")
    ]
    assert (hook.url, hook.title, hook.events) == (URL, "Intranätet", ("entry.new",))
    assert secret not in caplog.text
    assert secret not in hook.cipher


def test_there_are_so_many_and_no_more(hub):
    for number in range(MAX_RECEIVERS):
        create_receiver(hub, f"{URL}/{number}", "", ["entry.new"])
    with pytest.raises(Refusal):
        create_receiver(hub, URL, "", ["entry.new"])
    assert len(all_receivers(hub)) == MAX_RECEIVERS


def test_a_receiver_that_is_turned_on_again_begins_anew(hub):
    hook, _secret = create_receiver(hub, URL, "", ["entry.new"])
    store_receiver(hub, receivers.replace(hook, state=FAILED, failures=10, rest=10**10))
    switch_receiver(hub, hook.id, ON)
    found = find_receiver(hub, hook.id)
    assert (found.state, found.failures, found.rest) == (ON, 0, 0)


def test_an_old_secret_counts_beside_the_new_one_for_a_chosen_time(hub):
    hook, old = create_receiver(hub, URL, "", ["entry.new"])
    (_hook, new), now = change_secret(hub, hook.id, 7), int(time())
    assert signing_secrets(find_receiver(hub, hook.id), now) == [new, old]
    assert signing_secrets(find_receiver(hub, hook.id), now + 8 * DAY) == [new]
    _hook, newest = change_secret(hub, hook.id, 0)
    assert signing_secrets(find_receiver(hub, hook.id), now) == [newest]
    assert find_receiver(hub, hook.id).former == ""


def test_nobody_is_turned_on_or_let_go(hub):
    for act in (lambda: switch_receiver(hub, "nobody", ON), lambda: remove_receiver(hub, "nobody")):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(Refusal):
        existing_receiver(hub, "")
