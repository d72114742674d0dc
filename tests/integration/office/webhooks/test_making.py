"""A receiver is made, turned off and on, and let go, and the log says by whom."""

import logging
from time import time

import pytest

from katrineholm.socialhub import DAY
from katrineholm.socialhub.office.webhooks import making
from katrineholm.socialhub.office.webhooks.book import FAILED, OFF, ON, hook_of, hooks_of, remember
from katrineholm.socialhub.office.webhooks.making import (
    MOST,
    change_secret,
    known,
    let_go,
    make,
    secrets_of,
    turn,
)
from katrineholm.socialhub.site.forms.refusals import Refusal

URL = "https://mottagare.example.se/in"


def test_the_log_says_who_did_what_and_no_secret(hub, caplog):
    with caplog.at_level(logging.INFO):
        hook, secret = make(hub, URL, "Intranätet", ["entry.new", "entry.new"])
        turn(hub, hook.id, OFF)
        turn(hub, hook.id, ON)
        let_go(hub, hook.id)
    told = [each.getMessage().partition(") ")[2] for each in caplog.records]
    assert [each.partition(" by ")[0] for each in told] == [
        *("made", "turned off", "turned on", "let go")
    ]
    assert (hook.url, hook.title, hook.events) == (URL, "Intranätet", ("entry.new",))
    assert secret not in caplog.text
    assert secret not in hook.cipher


def test_there_are_so_many_and_no_more(hub):
    for number in range(MOST):
        make(hub, f"{URL}/{number}", "", ["entry.new"])
    with pytest.raises(Refusal):
        make(hub, URL, "", ["entry.new"])
    assert len(hooks_of(hub)) == MOST


def test_a_receiver_that_is_turned_on_again_begins_anew(hub):
    hook, _secret = make(hub, URL, "", ["entry.new"])
    remember(hub, making.replace(hook, state=FAILED, failures=10, rest=10**10))
    turn(hub, hook.id, ON)
    found = hook_of(hub, hook.id)
    assert (found.state, found.failures, found.rest) == (ON, 0, 0)


def test_an_old_secret_counts_beside_the_new_one_for_a_chosen_time(hub):
    hook, old = make(hub, URL, "", ["entry.new"])
    (_hook, new), now = change_secret(hub, hook.id, 7), int(time())
    assert secrets_of(hook_of(hub, hook.id), now) == [new, old]
    assert secrets_of(hook_of(hub, hook.id), now + 8 * DAY) == [new]
    _hook, newest = change_secret(hub, hook.id, 0)
    assert secrets_of(hook_of(hub, hook.id), now) == [newest]
    assert hook_of(hub, hook.id).former == ""


def test_nobody_is_turned_on_or_let_go(hub):
    for act in (lambda: turn(hub, "nobody", ON), lambda: let_go(hub, "nobody")):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(Refusal):
        known(hub, "")
