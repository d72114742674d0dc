from datetime import date

import pytest
from zope.i18n import translate

from katrineholm.socialhub.accounts.channels.facts import AdministrationFacts, ChannelFacts
from katrineholm.socialhub.office.board.channel_rows import BoardRow
from katrineholm.socialhub.office.board.digest import Recipient, is_mail_due
from katrineholm.socialhub.office.board.digest_text import (
    MAX_CHANNELS,
    DigestMail,
    Task,
    digest_subject,
    digest_text,
    mentioned_problems,
)
from katrineholm.socialhub.office.board.lights import Light

CONFIRM = "https://www.example.se/@@confirm?token=1"
TODAY = date(2026, 11, 25)
FINE = Light("green", ("I sin ordning.",))
BROKEN = Light("red", ("Servern svarar inte.", "Misslyckade försök: 3."), ("broken",))
STUMBLED = Light("amber", ("Servern svarar inte.",), ("broken",))
UNATTENDED = Light("amber", ("Ingen arbetare är igång.",))
MOVED = Light("amber", ("Flödet har flyttat.",), ("moved",))
SILENT = Light("amber", ("Inget nytt på 70 dagar.",), ("silent",))
UNKNOWN = Light("grey", ("Okänt.",))
UNCONFIRMED = Light("amber", ("Inte bekräftad.",), ("unconfirmed",))
OWNER = AdministrationFacts("a", "/hub/kultur", "Kultur", "", "")


def row(title="Bloggen", technique=FINE, life=FINE, duty=FINE):
    empty = dict.fromkeys(ChannelFacts.__slots__, "")
    facts = ChannelFacts(**empty | {"uid": title, "title": title, "administration": OWNER})
    return BoardRow(facts, technique, life, duty, (), (0,) * 12, None, None)


def read(letter):
    return digest_text(letter, translate)


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ({}, False),
        ({"technique": BROKEN}, True),
        ({"technique": STUMBLED}, False),
        ({"technique": UNATTENDED}, False),
        ({"technique": MOVED}, True),
        ({"life": SILENT}, True),
        ({"life": UNKNOWN, "technique": UNKNOWN}, False),
        ({"duty": UNCONFIRMED}, True),
    ],
)
def test_a_mail_tells_of_what_a_person_can_mend(lights, expected):
    assert bool(mentioned_problems(row(**lights))) is expected


def test_a_person_reads_what_is_wrong_with_each_channel_and_where_to_mend_it():
    task = Task(row(technique=BROKEN), "https://www.example.se/hub/kultur/bloggen")
    other = Task(row("Filmer", duty=UNCONFIRMED), "", CONFIRM)
    assert (
        translate(digest_subject(DigestMail((task, other))))
        == "Channels in social media to look after: 2"
    )
    assert read(DigestMail((task, other))) == (
        "You are responsible for these channels today. Something in them needs to be fixed.\n"
        "\n"
        "Bloggen (Kultur)\n"
        "- Servern svarar inte.\n"
        "- Misslyckade försök: 3.\n"
        "https://www.example.se/hub/kultur/bloggen\n"
        "\n"
        "Filmer (Kultur)\n"
        "- Inte bekräftad.\n"
        f"Confirm that what is known of the channel is right: {CONFIRM}\n"
        "\n"
        "You get this mail once a day at most, and only when something is wrong."
    )


def test_the_office_reads_one_line_for_each_channel_of_all():
    tasks = (Task(row(technique=BROKEN, life=SILENT)), Task(row("Filmer", duty=UNCONFIRMED)))
    letter = DigestMail(all=tasks, reports=2, board_url="https://www.example.se/hub/@@board")
    assert translate(digest_subject(letter)) == "Channels in social media to look after: 2"
    assert read(letter) == (
        "Channels that wait for review: 2\n"
        "\n"
        "All channels with something to mend: 2\n"
        "\n"
        "- Bloggen (Kultur): Servern svarar inte. Inget nytt på 70 dagar.\n"
        "- Filmer (Kultur): Inte bekräftad.\n"
        "\n"
        "The board: https://www.example.se/hub/@@board\n"
        "\n"
        "You get this mail once a day at most, and only when something is wrong."
    )


def test_reports_alone_are_the_subject_where_nothing_is_wrong():
    assert translate(digest_subject(DigestMail(reports=3))) == "Channels that wait for review: 3"


def test_a_mail_names_so_many_channels_and_counts_the_rest():
    tasks = tuple(
        Task(row(f"Kanal {number}", duty=UNCONFIRMED)) for number in range(MAX_CHANNELS + 7)
    )
    for letter in (DigestMail(own=tasks), DigestMail(all=tasks)):
        assert "And more: 7" in read(letter)
        assert read(letter).count("Inte bekräftad.") == MAX_CHANNELS


def receiver(*told, is_urgent=False):
    return Recipient("anna@example.se", "", frozenset(told), is_urgent, DigestMail())


@pytest.mark.parametrize(
    ("kept", "told", "is_urgent", "expected"),
    [
        (None, ("1 silent",), False, True),
        (None, (), False, False),
        (("2026-11-24", ("1 silent",)), ("1 silent",), False, False),
        (("2026-11-24", ("1 broken",)), ("1 broken",), True, True),
        (("2026-11-25", ("1 broken",)), ("1 broken",), True, False),
        (("2026-11-24", ("1 silent",)), ("1 silent", "2 silent"), False, True),
        (("2026-11-25", ("1 silent",)), ("1 silent", "2 silent"), False, False),
        (("2026-11-24", ("1 silent", "2 silent")), ("1 silent",), False, False),
        (("2026-11-18", ("1 silent",)), ("1 silent",), False, True),
        (("2026-11-18", ("1 silent",)), (), False, False),
    ],
)
def test_news_are_told_at_once_what_is_urgent_daily_and_the_rest_weekly(
    kept, told, is_urgent, expected
):
    assert is_mail_due(kept, receiver(*told, is_urgent=is_urgent), TODAY) is expected
