"""Filters tried against a channel's entries, and kept."""

from html import unescape

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries

URL = "hub/kultur/bloggen/@@filters"


@pytest.fixture
def odd_channel(make_functional_channel, keep):
    odd_channel = make_functional_channel("bloggen", title="Bloggen")
    for title, author in (("Badet", "Anna"), ("Ål i ån", "Bo"), ("Skål", "Anna")):
        keep(odd_channel, title=title, author=author)
    transaction.commit()
    return odd_channel


@pytest.fixture
def send(odd_channel, submit, person):
    login = person("Editor", at=odd_channel.aq_parent)

    def send(do="try", token=True, **rules):
        answer = submit(login, URL, rules | {"do": do}, token=token)
        transaction.begin()
        return answer.status_code, unescape(answer.text)

    return send


def titles(odd_channel):
    found = latest_entries(timeline_of(hub_of(odd_channel)), [odd_channel.UID()])
    return {each["title"] for each in found}


def test_what_would_go_is_shown_and_nothing_is_kept(send, odd_channel):
    status, page = send(exclude_patterns=r"\bål\b", exclude_authors="bo")
    assert status == 200
    trial = page.partition('id="socialhub-sifted"')[2].partition("</section>")[0]
    assert "Av 3 inlägg skulle 1 försvinna och 0 komma tillbaka." in " ".join(trial.split())
    assert ("Ål i ån" in trial, "Skål" in trial) == (True, False)
    assert r"\bål\b</textarea>" in page
    assert (odd_channel.exclude_patterns, titles(odd_channel)) == ((), {"Badet", "Ål i ån", "Skål"})


def test_what_is_kept_holds_at_once_and_what_would_come_back_is_shown(send, odd_channel):
    assert send("keep", exclude_patterns=r"\bål\b", include_authors="Bo\nAnna")[0] == 302
    assert odd_channel.include_authors == ("Bo", "Anna")
    assert titles(odd_channel) == {"Badet", "Skål"}
    assert "0 försvinna och 1 komma tillbaka" in " ".join(send()[1].split())


@pytest.mark.parametrize(
    ("rules", "field", "said"),
    [
        ({"exclude_patterns": "bad\n(ål"}, "exclude_patterns", "Mönstret kan inte läsas: (ål"),
        ({"include_patterns": "(?=a)"}, "include_patterns", "Mönstret kan inte läsas"),
        ({"exclude_links": "bara ord"}, "exclude_links", "Skriv ett värdnamn"),
        ({"include_words": "a" * 101}, "include_words", "Texten är för lång"),
        ({"exclude_tags": "\n".join(map(str, range(21)))}, "exclude_tags", "för lång"),
    ],
)
@pytest.mark.parametrize("do", ["try", "keep"])
def test_a_refused_rule_says_why_at_its_field(send, odd_channel, do, rules, field, said):
    status, page = send(do, **rules)
    assert status == 200
    assert said in page.partition(f'id="socialhub-{field}-fault"')[2][:300]
    assert not getattr(odd_channel, field)


def test_a_program_is_told_why_too(odd_channel, request_factory):
    session = request_factory(role="Manager")
    answer = session.patch("hub/kultur/bloggen", json={"exclude_patterns": ["(ål"]})
    assert answer.status_code == 400
    assert "Mönstret kan inte läsas: (ål" in answer.json()["message"]
    answer = session.patch("hub/kultur/bloggen", json={"exclude_patterns": [r"^skål"]})
    assert answer.status_code == 204
    transaction.begin()
    assert titles(odd_channel) == {"Badet", "Ål i ån"}


def test_another_sites_form_keeps_nothing(send, odd_channel):
    assert send("keep", token=False, exclude_words="bad")[0] == 403
    assert odd_channel.exclude_words == ()


def test_what_is_hidden_by_hand_is_not_counted(send, odd_channel):
    with api.env.adopt_roles(["Manager"]):
        timeline = timeline_of(hub_of(odd_channel))
        entry = next(
            each for each in all_entries(timeline, odd_channel.UID()) if each["title"] == "Badet"
        )
        hide_entry(timeline, entry["entry_id"], by="anna", now=1)
    transaction.commit()
    assert "Av 2 inlägg skulle 1 försvinna" in " ".join(send(exclude_authors="Anna")[1].split())
