"""The certificate tells each outcome, of what channel and day, and never what was written."""

import pytest
from plone import api

from katrineholm.socialhub.archive.retention import disposal_storage
from katrineholm.socialhub.archive.retention.certificate import disposal_certificate


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("gone", "gallrat"), ("held", "gallringsstopp"), ("other", "har ändrats")],
)
def test_each_outcome_is_told(hub, outcome, words):
    proposal = {
        **{"kind": "hidden", "decision": "DHP 2.1", "done": 1_790_000_000},
        **{"proposed": ("anna", 1_790_000_000), "confirmed": ("bert", 1_790_000_000)},
        "items": {"abc": (outcome, ("f" * 64,), 1_790_000_000)},
    }
    text = disposal_certificate(hub, "1", proposal)
    [line] = [each for each in text.splitlines() if each.startswith("abc")]
    assert words in line
    assert line.endswith("f" * 64)
    for told in ("Beslut: DHP 2.1", "Föreslaget av: anna", "Bekräftat av: bert"):
        assert told in text


def test_it_says_what_of_which_channel_and_when_by_which_rule_and_never_what_was_written(
    old, confirmed, carry_out
):
    name = confirmed("hidden")
    carry_out()
    text = disposal_certificate(old.hub, name, disposal_storage.find_proposal(old.hub, name))
    for words in (
        "Handlingsslag: Inlägg som har dolts",
        "Regel: 365 dagar efter att de doldes (DHP 2.1)",
        "Regeln föreslogs av: Bosse (bosse)",
        "Regeln bekräftades av: Evelina (evelina)",
        "Bloggen: 1, 4 maj 2016",
        f"{old.ids['hidden']}\tBloggen\t2016-05-04\tgallrat\t",
    ):
        assert words in text
    assert "Hemlig" not in text


def test_a_channel_that_has_been_removed_is_told_by_its_title(old, confirmed, carry_out):
    name = confirmed("hidden")
    carry_out()
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(old.channel)
    text = disposal_certificate(old.hub, name, disposal_storage.find_proposal(old.hub, name))
    assert "Bloggen: 1, 4 maj 2016" in text
