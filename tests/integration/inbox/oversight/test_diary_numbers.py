"""Diary numbers come back in a file, none typed twice, and each conflict is told in its row."""

import pytest
from officers import NOW
from plone import api
from settling import DIARY

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.diary import diary_entries
from katrineholm.socialhub.inbox.oversight.diary_numbers import (
    planned_numbers,
    read_numbers,
    store_numbers,
)
from katrineholm.socialhub.inbox.steps.steps import take_step

HEAD = "Kvittonummer;Diarienummer;Handläggare"


@pytest.fixture
def case(hub, people, receive):
    """Three messages with receipts, the third registered."""
    numbers = [receive(f"Fråga {number}", sender={"name": "Eva Ek"}) for number in range(3)]
    for number in numbers:
        messages_of(hub).receipt(number, f"2026-K7QX{number}M", now=NOW)
    with api.env.adopt_user("rut"):
        take_step(hub, numbers[2], "register", DIARY | {"diary_number": "KS 2026/3"}, now=NOW)
        yield numbers


@pytest.fixture
def plan(hub, case):
    def plan(*rows, head=HEAD):
        data = "\n".join((head, *rows)).encode()
        return planned_numbers(hub, read_numbers(data))

    return plan


def told(planned):
    return [(each.verdict, api.portal.translate(each.reason)) for each in planned]


def test_what_is_sound_is_stored_and_the_conflicts_are_told_row_by_row(hub, plan):
    planned = plan(
        "2026-k7qx1m;KS 2026/1;Bo",
        "2026-K7QX3M;ks  2026/3;Bo",
        "2026-K7QX3M;KS 2026/4;Bo",
        "2026-K7QX9M;KS 2026/5;Bo",
        "2026;KS 2026/5;Bo",
        "2;KS 2026/3;Bo",
        "1;KS 2026/7;Bo",
        "2;KS 2026/1;Bo",
        ";KS 2026/8;Bo",
        "2;KS 2026/9",
    )
    assert told(planned) == [
        ("new", ""),
        ("unchanged", ""),
        ("refused", "Meddelande 3 har redan diarienummer KS 2026/3."),
        ("refused", "Det finns inget meddelande med det numret i ditt diarium."),
        ("refused", "Det finns inget meddelande med det numret i ditt diarium."),
        ("refused", "Numret tillhör meddelande 3."),
        ("refused", "Rad 2 i filen gäller samma meddelande."),
        ("refused", "Numret tillhör meddelande 1."),
        ("refused", "Raden saknar kvittonummer eller diarienummer."),
        ("refused", planned[9].reason and told(planned)[9][1]),
    ]
    assert store_numbers(hub, planned, now=NOW) == 1
    assert {each.number: each.diary_number for each in diary_entries(hub)} == {
        1: "KS 2026/1",
        3: "KS 2026/3",
    }


def test_a_repeated_row_that_is_refused_takes_no_number(plan):
    rows = ("2026-K7QX1M;KS 2026/1", "2026-K7QX1M;KS 2026/2", "2026-K7QX2M;KS 2026/2")
    planned = plan(*rows, head="Kvittonummer;Diarienummer")
    assert [each.verdict for each in planned] == ["new", "refused", "new"]


def test_what_the_row_lacks_is_the_messages_own(hub, plan):
    store_numbers(hub, plan("1;KS 2026/1;Bo"), now=NOW)
    [entry] = [each for each in diary_entries(hub) if each.number == 1]
    assert (entry.party, entry.subject) == ("Eva Ek", "Meddelande till Bloggen")
    head = "Dnr,Meddelande,Datum,Avsändare,Ärendemening"
    store_numbers(hub, plan("KS 2026/2,2,2026-01-05,Elin Ek,Badet", head=head), now=NOW)
    [entry] = [each for each in diary_entries(hub) if each.number == 2]
    assert (entry.day, entry.party, entry.subject) == ("2026-01-05", "Elin Ek", "Badet")


@pytest.mark.parametrize("day", ["2999-01-01", "igår"])
def test_a_day_that_cannot_be_is_told(plan, day):
    [row] = plan(f"1;KS 2026/1;{day}", head="Kvittonummer;Diarienummer;Datum")
    assert row.verdict == "refused"


def test_the_same_file_twice_changes_nothing(hub, plan):
    store_numbers(hub, plan("1;KS 2026/1;Bo"), now=NOW)
    before = len(messages_of(hub).log(1))
    assert [each.verdict for each in plan("1;KS 2026/1;Bo")] == ["unchanged"]
    assert store_numbers(hub, plan("1;KS 2026/1;Bo"), now=NOW) == 0
    assert len(messages_of(hub).log(1)) == before
