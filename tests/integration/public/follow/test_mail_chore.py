"""The mails to followers."""

import re
from email.utils import parseaddr

import pytest
import transaction
from helpers.integration.public.follow import ANNA, DAY, NOW, at, follow, links, people
from mailserver import plain
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry, release_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.follow import mail_chore
from katrineholm.socialhub.public.follow.followers import Wish, ask_to_follow

NEXT = NOW + DAY  # after seven the next morning
LATER = NOW + 3600


@pytest.fixture
def send(worker, clock, post):
    """A function that lets the worker send at a time, and gives (recipient, mail) of each."""

    def send(now=NEXT):
        clock.now = now
        transaction.commit()
        mail_chore.send_followers_mails(worker)
        came, post.mails[:] = [*post.mails], []
        return [(to, mail) for [to], mail in came]

    return send


@pytest.fixture
def new(blog, keep):
    """A function that keeps an entry of the blog as it comes in: ``new("Title", …)``."""

    def new(title, now=LATER, **more):
        return keep(blog, title=title, now=at(now), **{"published": at(now)} | more)

    return new


def titles(mail):
    return re.findall(r"^(Inlägg .*)$", plain(mail), re.M)


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


def test_a_mail_has_what_visitors_may_see_when_it_is_sent(hub, new, send):
    follow(hub)
    timeline = timeline_of(hub)
    new("Inlägg kvar")
    hide_entry(timeline, new("Inlägg dolt"), by="anna", now=LATER)
    held = new("Inlägg granskat", now=NOW - DAY, hold=True)
    new("Inlägg väntar", hold=True)
    release_entry(timeline, held, by="anna", now=LATER)
    masked = new("Inlägg om Bo Ek")
    mask_entry(timeline, masked, ["Bo Ek"], [], reason="K", by="anna", now=LATER)
    new("Inlägg gammalt", published=at(NOW - 30 * DAY))
    [(_to, mail)] = send()
    assert sorted(titles(mail)) == ["Inlägg granskat", "Inlägg kvar", "Inlägg om [uppgift dold]"]


def test_followers_of_the_same_share_it_and_others_get_their_own(
    hub, blog, new, send, make_functional_channel, keep
):
    other = make_functional_channel("fotot", title="Fotot")
    follow(hub, "a@example.se")
    follow(hub, "b@example.se", place=blog)
    follow(hub, "c@example.se", query="SearchableText=badhus")
    follow(hub, "d@example.se", query="channel=fotot", language="en")
    new("Inlägg om badhuset")
    keep(other, title="Inlägg med bild", now=at(LATER), published=at(LATER))
    got = {to: (mail["Subject"], sorted(titles(mail))) for to, mail in send()}
    bath, picture = "Inlägg om badhuset", "Inlägg med bild"
    assert got == {
        "a@example.se": ("2 nya inlägg: Sociala medier", [picture, bath]),
        "b@example.se": ("1 nytt inlägg: Bloggen", [bath]),
        "c@example.se": ("1 nytt inlägg: Sociala medier", [bath]),
        "d@example.se": ("1 new post: Sociala medier", [picture]),
    }


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
    """It is killed before or after each write, which is all that it leaves behind."""
    everybody = sorted(f"{number}@example.se" for number in range(6))
    for each in everybody:
        follow(hub, each)
    new("Nytt")
    write = worker.write

    def killed_at(moment):
        left = [moment]

        def writes(*args):
            left[0] -= 1
            if left[0] < 0 and not after:
                raise Killed
            found = write(*args)
            if left[0] < 0:
                raise Killed
            return found

        return writes

    came = []
    for moment in (0, 1, 1, 2, 2):
        monkeypatch.setattr(worker, "write", killed_at(moment))
        with pytest.raises(Killed):
            send()
        transaction.abort()
        came += [(to, mail["Message-ID"]) for [to], mail in post.mails]
        post.mails.clear()
    monkeypatch.setattr(worker, "write", write)
    came += [(to, mail["Message-ID"]) for to, mail in send()]
    assert {to for to, _id in came} == {*everybody}
    assert len(set(came)) == len(everybody)
    assert len(came) <= len(everybody) + (0 if after else 4)
    assert send() == []


def test_what_there_was_no_time_for_is_sent_in_the_next_run(hub, new, send, worker, monkeypatch):
    for number in range(3):
        follow(hub, f"{number}@example.se")
    new("Nytt")
    worker.chore_seconds = -1
    assert send() == []
    ticks = iter([0, 0, 0, 0, 100])
    monkeypatch.setattr(mail_chore, "monotonic", lambda: next(ticks, 100))
    worker.chore_seconds = 60
    first = send()
    monkeypatch.undo()
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


def test_an_address_is_asked_once_a_day_and_erased_after_two(hub, blog, send, worker, clock):
    def ask(place, now):
        ask_to_follow(hub, ANNA, Wish(place.UID(), "", "sv", "daily", place.title, now))

    ask(hub, NOW)
    [(to, mail)] = send(NOW)
    assert (to, mail["Subject"]) == (ANNA, "Bekräfta att du vill ha mejl")
    assert "- Sociala medier" in plain(mail)
    ask(blog, LATER)
    assert send(LATER) == []
    [(to, mail)] = send(NOW + DAY)
    assert "- Bloggen" in plain(mail)
    clock.now = NOW + 2 * DAY
    mail_chore.erase_old_wishes(worker)
    assert len(people(hub)) == 1
    clock.now = LATER + 2 * DAY
    mail_chore.erase_old_wishes(worker)
    assert people(hub) == []
    assert send(NOW + 3 * DAY) == []


def test_who_follows_what_is_gone_is_erased(hub, blog, worker, clock):
    follow(hub, place=blog)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(blog)
    transaction.commit()
    mail_chore.erase_old_wishes(worker)
    assert people(hub) == []
