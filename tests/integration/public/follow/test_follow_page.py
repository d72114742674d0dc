"""A visitor asks to follow a stream by e-mail."""

import re

import pytest
from helpers.integration.public.follow import FORM, people

from katrineholm.socialhub.core.sources import vault
from katrineholm.socialhub.public.follow import follow_page


def test_a_stream_leads_to_the_form_that_says_what_is_followed(hub, blog, browse):
    page = browse().get("hub?channel=bloggen&year=2026").text
    way = re.search(r'href="([^"]*@@follow\?[^"]*)"', page)
    assert way[1].endswith("@@follow?channel=bloggen")  # what comes has no period
    html = browse().get(way[1].partition("/plone/")[2].replace("&amp;", "&")).text
    assert "Sociala medier – Bloggen" in html
    assert 'value="channel=bloggen"' in html


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_does_not_say_whether_an_address_is_known(hub, fill, opened, browse, known):
    if known:
        opened()
    answer = fill("hub/@@follow", FORM)
    assert answer.status_code == 302
    assert answer.headers["Location"] == hub.absolute_url()


@pytest.mark.parametrize(
    "given",
    [{"email": ""}, {"email": "anna"}, {"email": "Anna <a@b.se>"}, {"often": "hourly"}],
)
def test_a_faulty_form_stores_nothing(hub, fill, given):
    answer = fill("hub/@@follow", FORM | given)
    assert answer.status_code == 200
    assert f'id="socialhub-{next(iter(given))}-fault"' in answer.text
    assert people(hub) == []


def test_programs_are_stopped(hub, fill, monkeypatch):
    fill("hub/@@follow", FORM | {"homepage": "x"})
    assert people(hub) == []
    monkeypatch.setattr(follow_page, "FROM_ONE", 2)
    answers = [fill("hub/@@follow", FORM | {"email": f"{n}@b.se"}) for n in range(3)]
    assert [each.status_code for each in answers] == [302, 302, 429]
    assert len(people(hub)) == 2


def test_without_a_key_nothing_is_offered(hub, blog, browse, request_factory, monkeypatch):
    monkeypatch.delenv("SOCIALHUB_KEYS")
    vault.default_vault.cache_clear()
    assert "@@follow" not in browse().get("hub").text
    assert "går det inte att följa" in browse().get("hub/@@follow").text
    assert request_factory().post("hub/@follow", json=FORM).status_code == 400
    assert people(hub) == []
