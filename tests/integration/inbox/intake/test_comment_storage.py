"""What becomes of a comment that is seen once more."""

from threading import Thread

import pytest
import transaction
from helpers.integration.inbox.intake import FEED, NOW, says, status, talking, texts
from plone import api
from settling import settle
from Testing.makerequest import makerequest
from zope.component.hooks import setSite

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.comment_retrieval import retrieve_comments
from katrineholm.socialhub.inbox.intake.comment_storage import MOST_VERSIONS
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.mail.mailer import queued_mail_values

pytestmark = pytest.mark.usefixtures("no_haste")


def steps(hub, number):
    return [line["step"] for line in messages_of(hub).log(number)]


def test_each_comment_is_kept_once_however_often_it_is_seen(blog, hub, look_round):
    blog.comment(5, "En")
    look_round()
    blog.comment(6, "Två")
    look_round()
    look_round()
    assert texts(hub) == ["En", "Två"]


def test_the_earliest_comment_of_a_round_comes_first(blog, hub, look_round):
    for number in range(3):
        blog.comment(number + 1, f"Kommentar {number}", at=NOW - 60 + number)
    look_round()
    assert texts(hub) == ["Kommentar 0", "Kommentar 1", "Kommentar 2"]


def test_an_edited_comment_is_written_beside_the_first_and_sealed_with_it(
    blog, hub, people, look_round
):
    blog.comment(5, "Ni är bra")
    look_round()
    blog.edit("Ni är bra", "Ni är idioter")
    look_round()
    look_round()
    [line] = [line for line in messages_of(hub).log(1) if line["step"] == "edited"]
    assert (line["given"]["text"], line["given"]["received"]) == ("Ni är idioter",) * 2
    assert len(line["given"]["hash"]) == 64
    with api.env.adopt_user("anna"):
        take_step(hub, 1, "act", {"rules": ["K1"], "reason": "Förolämpning"}, now=NOW)
        take_step(hub, 1, "unpublish", {}, now=NOW)
    [seal] = messages_of(hub).evidence(1)
    assert seal["captured"]["text"] == "Ni är bra"
    assert [each["given"]["text"] for each in seal["versions"]] == ["Ni är idioter"]
    assert messages_of(hub).first_mismatch() is None


def test_what_has_been_disposed_of_does_not_come_back(blog, hub, people, look_round):
    blog.comment(5, "Ni är bra", by="Ville")
    look_round()
    blog.edit("Ni är bra", "Ni är sämst")
    look_round()
    with api.env.adopt_user("anna"):
        settle(messages_of(hub), 1, NOW)
        take_step(hub, 1, "close", {"outcome": "Klart"}, now=NOW)
    given = {"decision": "KS 1", "period_passed": True, "second_person": "rut"}
    messages_of(hub).record(1, "propose-disposal", {"decision": "KS 1"}, who="rut", now=NOW)
    messages_of(hub).take(1, "dispose", who="arne", roles=["archivist"], given=given, now=NOW)
    transaction.commit()
    blog.edit("Ni är sämst", "Ni är bäst")
    look_round()
    assert texts(hub) == [""]
    root = messages_of(hub).root
    assert not any("park" in source or "Ville" in source for source in root["sources"])
    assert messages_of(hub).first_mismatch() is None


def test_a_text_that_changes_at_every_look_does_not_fill_the_log(blog, hub, look_round):
    blog.comment(5, "Klockan är 0.")
    for number in range(MOST_VERSIONS + 5):
        look_round()
        blog.edit(f"Klockan är {number}.", f"Klockan är {number + 1}.")
    assert steps(hub, 1).count("edited") == MOST_VERSIONS


def test_another_channels_source_changes_nothing_of_a_comment(
    blog, hub, server, look_round, make_functional_channel
):
    url = blog.comment(5, "Mitt")
    look_round()
    feed = server.url("/annan/feed/")
    talking(make_functional_channel("annan"), platform="wordpress", feed_url=feed)
    entry = blog.comments[0].replace("Mitt", "Ditt")
    server.says(
        f"/annan{FEED}", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode()
    )
    look_round()
    assert texts(hub) == ["Mitt"]
    assert "edited" not in steps(hub, 1)
    assert messages_of(hub).about_page(url) == [1]


def test_a_reply_opens_a_message_that_is_watched_again(blog, hub, people, look_round):
    blog.comment(5, "Tack för svaret")
    look_round()
    with api.env.adopt_user("anna"):
        take_step(hub, 1, "watch", {"reason": "Inget att svara på", "answer_due": False}, now=NOW)
    transaction.commit()
    blog.comment(6, "Något helt annat")
    look_round()
    assert messages_of(hub).state(1).handling == "watched"
    url = blog.comment(7, "Men när då?", answers=5)
    look_round()
    assert messages_of(hub).state(1).handling == "assessing"
    line = next(line for line in messages_of(hub).log(1) if line["step"] == "reopen-watch")
    assert (dict(line["given"]), line["who"]) == ({"follow_up": url}, "")
    assert messages_of(hub)[1]["who"] == "anna"
    assert len(messages_of(hub)) == 3


def test_a_comment_on_an_entry_does_not_open_what_was_said_of_the_entry_itself(
    blog, hub, people, receive, look_round
):
    number = receive("Om inlägget", permalink=blog.server.url("/park/"))
    with api.env.adopt_user("anna"):
        take_step(
            hub, number, "watch", {"reason": "Inget att svara på", "answer_due": False}, now=NOW
        )
    transaction.commit()
    blog.comment(5, "Något annat")
    look_round()
    assert messages_of(hub).state(number).handling == "watched"


def test_a_reply_to_our_own_answer_goes_on_from_what_we_answered(
    mastodon, server, hub, keep, people, look_round
):
    path = "/api/v1/statuses/200/context"
    keep(mastodon, link=server.url("/@katrineholm/200"))
    transaction.commit()
    first = status(server, 201, "När?")
    says(server, path, first)
    look_round()
    with api.env.adopt_user("anna"):
        take_step(hub, 1, "watch", {"reason": "Svarat där", "answer_due": False}, now=NOW)
    transaction.commit()
    own = status(server, 202, "På fredag", answers=201, by="katrineholm")
    says(server, path, first, own)
    look_round()
    assert (texts(hub), messages_of(hub).state(1).handling) == (["När?"], "watched")
    says(server, path, first, own, status(server, 203, "Vilken fredag?", answers=202))
    look_round()
    assert texts(hub) == ["När?", "Vilken fredag?"]
    assert messages_of(hub).state(1).handling == "assessing"


def test_two_workers_that_import_the_same_comment_at_once_keep_it_once(
    blog, hub, worker, look_round
):
    blog.comment(5, "Hej")
    others = [Thread(target=import_too, args=(worker,))]

    class Slow(Worker):
        """The other one commits between this one's writing and its commit."""

        def write(self, function, *args):
            def slow(*args):
                returned = function(*args)
                while others:
                    other = others.pop()
                    other.start()
                    other.join()
                return returned

            return super().write(slow, *args)

    look_round(of=Slow(worker.site, clock=worker.clock, parsers=worker.parsers))
    assert texts(hub) == ["Hej"]
    assert len(queued_mail_values(worker.site)) == 1
    assert [line["step"] for line in messages_of(hub).log(1)] == ["receive", "assess", "wait"]


def import_too(worker):
    """What another process does, with its own connection to the database."""
    connection = worker.site._p_jar.db().open()
    try:
        site = makerequest(connection.root()["Application"]).plone
        setSite(site)
        retrieve_comments(Worker(site, clock=worker.clock, parsers=worker.parsers))
    finally:
        transaction.abort()
        connection.close()
        setSite(None)
