"""A channel, a post or a message is held, and what holds is told where it is shown."""

import pytest
import transaction

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.messages.captured import captured
from katrineholm.socialhub.core.messages.store import Incoming, messages_of
from katrineholm.socialhub.inbox.records.disposal import prepare
from katrineholm.socialhub.inbox.records.standing import is_on
from katrineholm.socialhub.inbox.routing.routing import arrive
from katrineholm.socialhub.refresh.acted import fault_of


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen", responsible="ida", substitute="bo")


@pytest.fixture
def named(channel, keep):
    """What can be held, by its kind."""
    told = captured("Hej", how="typed", at=0)
    arrive(hub_of(channel), [Incoming("test:1", channel.UID(), told, False, {})], now=0)
    entry = keep(channel, title="Badet")
    transaction.commit()
    return {"channel": channel.UID(), "entry": entry, "message": "1"}


@pytest.fixture
def hub(channel):
    return hub_of(channel)


@pytest.fixture
def program(api_of, archivists):
    """A function that posts as an archivist."""
    session = api_of(archivists[0])
    return lambda **body: session.post("hub/@holds", json=body)


@pytest.mark.parametrize("kind", holds.KINDS)
def test_it_is_held_and_lifted(named, hub, program, kind):
    answer = program(reason="Tvist", **{kind: named[kind]})
    assert answer.status_code == 200
    [item] = answer.json()["items"]
    assert (item[kind], item["by"], item["reason"]) == (named[kind], "bosse", "Tvist")
    hub._p_jar.sync()
    assert fault_of(hub) == ""
    assert is_on(messages_of(hub).log(1), "hold") is (kind == "message")
    answer = program(held=False, reason="Avgjord", **{kind: named[kind]})
    assert answer.json()["items_total"] == 0
    hub._p_jar.sync()
    assert fault_of(hub) == ""
    assert not is_on(messages_of(hub).log(1), "hold")


@pytest.mark.parametrize("kind", ["channel", "message"])
def test_a_message_that_is_held_is_not_disposed_of(named, hub, program, kind):
    assert prepare(hub, 1, 10**10)["hold"] is False
    program(reason="Tvist", **{kind: named[kind]})
    hub._p_jar.sync()
    assert prepare(hub, 1, 10**10)["hold"] is True


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"reason": "x"}, {"channel": "x", "entry": "y", "reason": "x"}, {"entry": 1}),
        *({"channel": "x", "reason": "x"}, {"entry": "0" * 20, "reason": "x"}),
        *({"message": each, "reason": "x"} for each in ("0", "99", "-1", "²", "9" * 30)),
    ],
)
def test_nonsense_is_refused_with_a_sentence(named, hub, program, body):
    answer = program(**body)
    assert answer.status_code == 400
    assert len(answer.json()["message"]) > 5
    hub._p_jar.sync()
    assert [*holds.of(hub)] == []


def test_what_is_held_is_not_held_again_nor_lifted_twice(named, hub, program):
    assert program(entry=named["entry"]).json()["message"] == "Skriv varför."
    entry = {"entry": named["entry"], "reason": "x"}
    program(**entry)
    assert "redan gallringsstopp" in program(**entry).json()["message"]
    program(**entry, held=False)
    assert "inget gallringsstopp" in program(**entry, held=False).json()["message"]


def test_a_hold_that_the_log_does_not_know_is_found(named, hub):
    holds.put(hub, "channel", "x", "Tvist", by="x", now=1)
    holds.books.read(hub, holds.KEY)["entry", "y"] = ("x", 1, "Falskt")
    assert "y" in fault_of(hub)


def test_it_is_told_on_the_entrys_and_the_channels_page(named, browse, program, archivists):
    program(channel=named["channel"], reason="Tvist om badet")
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen", "hub/@@holds"):
        assert "Tvist om badet" in browse(*archivists[0]).get(page).text
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen"):
        assert "Tvist om badet" not in browse().get(page).text


def test_a_person_hands_in_the_address_of_the_entry(named, hub, submit, archivists):
    address = f"{hub.absolute_url()}/@@entry/{named['entry']}"
    given = {"entry": address, "reason": "Tvist", "do": "hold"}
    assert submit(archivists[0], "hub/@@holds", given).status_code == 302
    hub._p_jar.sync()
    assert [(each.kind, each.name) for each in holds.of(hub)] == [("entry", named["entry"])]
    given = {"entry": named["entry"], "reason": "Avgjord", "do": "lift"}
    assert submit(archivists[1], "hub/@@holds", given).status_code == 302
    hub._p_jar.sync()
    assert [*holds.of(hub)] == []


def test_nobody_else_may(named, api_of, person):
    for login in ((), person("Editor")):
        assert api_of(login).get("hub/@holds").status_code in (401, 403)
