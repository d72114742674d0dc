"""The mails to followers."""

import re
from email.utils import parseaddr

import pytest
import transaction
from helpers.integration.public.follow import (
    ANNA,
    DAY,
    LATER,
    NEXT,
    NOW,
    follow,
    links,
    people,
    titles,
)
from mailserver import plain

from katrineholm.socialhub.public.follow import mail_chore, mail_run


def test_a_follower_gets_each_morning_what_is_new(hub, new, send):
    new("Före", now=NOW - 10)
    follow(hub)
    id = new("Badhuset <öppnar>", summary="Kom & bada")
    assert send(LATER + 3600) == []
    [(to, mail)] = send()
    assert (to, mail["To"], parseaddr(mail["From"])[1]) == (ANNA, ANNA, "kommun@katrineholm.se")
    assert mail["Subject"] == "1 nytt inlägg: Sociala medier"
    words, end = plain(mail).split("– – –")
    page = f"{hub.absolute_url()}/@@entry/{id}"
    assert words.split("\n")[:2] == ["Badhuset <öppnar>", "Kom & bada"]
    assert words.split("\n")[3].strip() == page
    assert "En gång om dagen" in end
    html = mail.get_body(("html",)).get_content()
    assert f'<a href="{page}"' in html
    assert "Badhuset &lt;öppnar&gt;</a>" in html
    assert not re.search(r"<img|src=|url\(", html)
    assert send() == send(NEXT + DAY) == []


def test_a_mail_is_left_by_one_click(hub, new, send):
    follow(hub)
    new("Nytt")
    [(_to, mail)] = send()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = mail["List-Unsubscribe"].strip("<>")
    assert url.replace("@@unfollow", "@@follow-settings") in links(mail)
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("often", "moments"),
    [
        ("each", [LATER + 600]),
        ("daily", [NEXT]),
        ("weekly", [NOW + 7 * DAY]),
    ],
)
def test_mails_come_as_often_as_was_chosen(hub, new, send, often, moments):
    follow(hub, often=often)
    new("Inlägg A")
    sent = {}
    for now in (LATER, LATER + 600, NEXT, NOW + 2 * DAY, NOW + 7 * DAY, NOW + 8 * DAY):
        sent[now] = [titles(mail) for _to, mail in send(now)]
    assert sent == {now: [["Inlägg A"]] if now in moments else [] for now in sent}


def test_a_long_mail_leads_to_the_rest(hub, blog, new, send, monkeypatch):
    monkeypatch.setattr("katrineholm.socialhub.public.follow.mail_content.MOST_SHOWN", 2)
    follow(hub, place=blog, query="channel=bloggen")
    for each in "ABC":
        new(f"Inlägg {each}")
    [(_to, mail)] = send()
    assert len(titles(mail)) == 2
    assert f"Och 1 till: {blog.absolute_url()}?channel=bloggen" in plain(mail)


class Killed(BaseException):
    """The worker is gone at once."""


@pytest.mark.parametrize("after", [True, False])
def test_a_killed_worker_doubles_at_most_the_mail_in_hand(
    hub, new, send, worker, post, monkeypatch, after
):
    """It is killed before the server has the mail in hand, or after it."""
    everybody = sorted(f"{number}@example.se" for number in range(6))
    for each in everybody:
        follow(hub, each)
    new("Nytt")
    monkeypatch.setattr(mail_chore, "AT_ONCE", 2)
    hand_over = mail_run.Run.send

    def killed_at(moment):
        left = [moment]

        def sends(*args):
            left[0] -= 1
            if left[0] < 0 and not after:
                raise Killed
            fault = hand_over(*args)
            if left[0] < 0:
                raise Killed
            return fault

        return sends

    came = []
    for moment in (0, 1, 2, 1):
        monkeypatch.setattr(mail_run.Run, "send", killed_at(moment))
        with pytest.raises(Killed):
            send()
        transaction.abort()
        came += [(to, mail["Message-ID"]) for [to], mail in post.mails]
        post.mails.clear()
    monkeypatch.setattr(mail_run.Run, "send", hand_over)
    came += [(to, mail["Message-ID"]) for to, mail in send()]
    assert {to for to, _id in came} == {*everybody}
    assert len(set(came)) == len(everybody)
    assert len(came) <= len(everybody) + (4 if after else 0)
    assert send() == []


def test_what_there_was_no_time_for_is_sent_in_the_next_run(hub, new, send, worker, monkeypatch):
    for number in range(3):
        follow(hub, f"{number}@example.se")
    new("Nytt")
    worker.chore_seconds = -1
    assert send() == []
    ticks = iter([0, 0, 0])
    worker.chore_seconds = 60
    with monkeypatch.context() as patch:
        patch.setattr(mail_chore, "monotonic", lambda: 0)
        patch.setattr(mail_run, "monotonic", lambda: next(ticks, 100))
        first = send()
    rest = send()
    assert 0 < len(first) < 3
    assert sorted(to for to, _mail in first + rest) == [f"{n}@example.se" for n in range(3)]


def test_a_refusal_never_stops_the_next_and_is_tried_again(hub, new, send, post):
    for number in range(3):
        follow(hub, f"{number}@example.se")
    new("Nytt")
    post.says["1@example.se"] = "451 4.7.1 Greylisted"
    assert sorted(to for to, _mail in send()) == ["0@example.se", "2@example.se"]
    post.says.clear()
    assert send(NEXT + 60) == []
    [(to, mail)] = send(NEXT + 3600)
    assert (to, mail["Subject"]) == ("1@example.se", "1 nytt inlägg: Sociala medier")
    assert send(NEXT + 7200) == []


def test_an_address_that_does_not_exist_is_erased_after_three_days(hub, new, send, post):
    post.says[ANNA] = "550 5.1.1 No such user"
    follow(hub)
    for day in range(3):
        assert people(hub)
        new(f"Dag {day}", now=LATER + day * DAY)
        assert send(NEXT + day * DAY) == []
    assert people(hub) == []


def test_a_server_that_takes_nothing_is_asked_again_later(hub, new, send, post):
    for number in range(2):
        follow(hub, f"{number}@example.se")
    new("Nytt")
    post.says["DATA"] = "421 4.3.2 Shutting down"
    assert send() == []
    post.says.clear()
    assert len(send(NEXT + 3600)) == 2
