"""Whoever answers is asked why a post was withdrawn, and the office of many at once."""

import re
from html import unescape

import pytest
import transaction
from helpers.integration.log import all_lanes
from plone import api

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline.decisions import mask_entry
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.post_log_check import post_log_fault
from katrineholm.socialhub.site.mail import outbox

PAGE = "hub/kultur/bloggen/@@withdrawn-posts"
MANY = "lkjihgfedcba"  # the newest first


@pytest.fixture
def say(submit, people, office):
    """A function that sends the page's form: ``say("anna", "fault", entry=…, reason=…)``."""

    def say(who, what, **form):
        answer = submit(office if who == "office" else people[who], PAGE, {"do": what} | form)
        transaction.begin()
        return answer

    return say


@pytest.fixture
def office(person):
    return person("Information Officer")


def test_what_is_masked_is_so_for_whoever_answers(hub, tell, browse, people):
    post = tell("c", "b", "a", times=1)["B"]
    mask_entry(timeline_of(hub), post, ["B"], [], reason="Begäran", by="ida", now=1)
    tell("c", "a")
    [letter] = letters()
    assert "– [uppgift dold]\n" in letter["text"]
    page = browse(*people["anna"]).get(PAGE).text
    assert "[uppgift dold]</h3>" in page
    assert ">B</h3>" not in page


def acts(hub, post):
    return [(line.act, line.who, line.why) for line in post_acts.post_lines(hub, post)]


def letters():
    transaction.begin()
    return outbox.queued_mails(api.portal.get())


def is_vouched_for(hub):
    return not [*record_faults(messages_of(hub).root, lanes=all_lanes(hub))] and not post_log_fault(
        hub
    )


def test_the_responsible_is_asked_once_by_mail(hub, tell):
    ids = tell("c", "b", "a", times=1)
    tell("c", "a")
    [letter] = letters()
    assert "anna@example.se" in letter["to"]
    assert letter["subject"] == "Borttaget hos källan: Bloggen"
    assert "– B\n" in letter["text"]
    assert "@@withdrawn-posts" in letter["text"]
    assert acts(hub, ids["B"]) == [("withdraw", "", ""), ("ask", "", "")]
    tell("c", "b", "a")
    tell("c", "a")
    assert len(letters()) == 1


def test_an_answer_is_kept_with_its_reason_and_is_not_asked_for_again(
    hub, tell, say, browse, people
):
    ids = tell("c", "b", "a", times=1)
    tell("c", "a")
    anna = browse(*people["anna"])
    assert ids["B"] in anna.get(PAGE).text
    assert say("anna", "purpose", entry=ids["B"], reason="Fel datum").status_code == 302
    assert acts(hub, ids["B"])[-1] == ("purpose", "anna", "Fel datum")
    assert ids["B"] not in anna.get(PAGE).text
    assert say("anna", "fault", entry=ids["B"], reason="Nej").status_code == 200
    assert acts(hub, ids["B"])[-1] == ("purpose", "anna", "Fel datum")
    told = browse(*people["rut"]).get(f"hub/@@record/{ids['B']}").text
    assert "Borttaget med avsikt" in told
    assert "Fel datum" in told
    assert is_vouched_for(hub)


@pytest.mark.parametrize(
    "form",
    [
        {"do": ""},
        {"do": "x"},
        {"reason": " "},
        {"reason": "x" * 501},
        {"entry": "x"},
        {"entry": ""},
    ],
)
def test_what_says_nothing_is_refused_and_nothing_is_kept(hub, tell, submit, people, form):
    ids = tell("c", "b", "a", times=1)
    tell("c", "a")
    whole = {"do": "fault", "entry": ids["B"], "reason": "Fel"}
    answer = submit(people["anna"], PAGE, whole | form)
    assert answer.status_code == 200
    assert re.search(r'role="alert".*?\.', answer.text, re.S)
    assert acts(hub, ids["B"])[-1][0] == "ask"


@pytest.mark.parametrize(
    ("who", "is_allowed"), [(None, False), ("cia", False), ("rut", False), ("anna", True)]
)
def test_who_may_open_it(tell, people, browse, who, is_allowed):
    login = people[who] if who else ()
    answer = browse(*login).get(PAGE, allow_redirects=False)
    assert (answer.status_code == 200) is is_allowed


def test_many_at_once_stay_until_the_office_says_so(
    hub, channel, tell, say, browse, office, people
):
    ids = tell(*MANY, times=1)
    tell("l", "k", "j", "a")
    assert channel_outline(timeline_of(hub), channel.UID()).entries == 12
    assert letters() == []
    board = unescape(browse(*office).get("hub/@@board").text)
    assert "försvann på en gång och hålls kvar: 8" in board
    assert 'value="let-go"' not in browse(*people["anna"]).get(PAGE).text
    assert 'value="let-go"' in browse(*office).get(PAGE).text
    assert "login" in say("anna", "let-go", reason="Ja").headers.get("Location", "")
    assert channel_outline(timeline_of(hub), channel.UID()).entries == 12
    say("office", "let-go", reason="Gamla tävlingar")
    assert channel_outline(timeline_of(hub), channel.UID()).entries == 4
    who = "information-officer-site"
    assert acts(hub, ids["B"]) == [("withdraw", "", ""), ("let-go", who, "Gamla tävlingar")]
    assert is_vouched_for(hub)
    assert "hålls kvar" not in unescape(browse(*office).get("hub/@@board").text)


def test_a_fault_lets_them_stand(hub, channel, tell, say, office):
    ids = tell(*MANY, times=1)
    tell("l", "k", "j", "a")
    say("office", "let-stand", reason="Tjänsten låg nere")
    tell("l", "k", "j", "a")
    assert channel_outline(timeline_of(hub), channel.UID()).entries == 12
    who = "information-officer-site"
    assert acts(hub, ids["B"]) == [("let-stand", who, "Tjänsten låg nere")]
    assert is_vouched_for(hub)
