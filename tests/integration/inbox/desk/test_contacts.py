"""A named contact has no account: no link in a mail of the site's leads them to a login.

All mails are written while somebody reads the site in English, and none of them is in English.
The rows of LETTERS are compared with the calls in the code that send mail.
"""

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.i18n.utility import setLanguageBinding
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.lifecycleevent import ObjectModifiedEvent

import katrineholm.socialhub
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.person import person_key
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.information import rule_steps as of_rules
from katrineholm.socialhub.accounts.information.rule_steps import propose_rule
from katrineholm.socialhub.accounts.lifecycle.handover import person_duties
from katrineholm.socialhub.accounts.lifecycle.handover_form import mail_new_holder
from katrineholm.socialhub.accounts.lifecycle.notifications import (
    send_notifications as notify_of_step,
)
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import set_state, take_channel_step
from katrineholm.socialhub.accounts.registration.connections import Connection
from katrineholm.socialhub.archive.packages.snapshot_chore import (
    send_reminder as remind_of_snapshot,
)
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Entry, entry_values
from katrineholm.socialhub.core.messages.anchors import anchor_of
from katrineholm.socialhub.core.messages.grounds import rules_from_data
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import RecordFault
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.intake import outcome_mails
from katrineholm.socialhub.inbox.oversight import mailbox_section, statement_section
from katrineholm.socialhub.inbox.oversight.anchor_chores import mail_anchor
from katrineholm.socialhub.inbox.steps import mails, reminders, replies
from katrineholm.socialhub.inbox.steps.reminders import remind_hub
from katrineholm.socialhub.inbox.steps.verification_chore import mail_faults
from katrineholm.socialhub.office.board import digest
from katrineholm.socialhub.office.board.channel_rows import channel_rows, hub_data
from katrineholm.socialhub.office.board.digest import digest_recipients
from katrineholm.socialhub.office.webhooks.delivery import send_failure_mail
from katrineholm.socialhub.office.webhooks.storage import Receiver
from katrineholm.socialhub.public.partyblogs import proposal_view
from katrineholm.socialhub.public.partyblogs.proposal import Proposal
from katrineholm.socialhub.refresh import token_chores
from katrineholm.socialhub.refresh.mails import send_stop_mail, send_withdrawal_mail
from katrineholm.socialhub.refresh.state import State, state_after_failure
from katrineholm.socialhub.site.mail import outbox

PACKAGE = Path(katrineholm.socialhub.__file__).parent
PREFIX = "katrineholm.socialhub"
OFFICE = "kontoret@example.se"
EVA = "eva@example.se"
HOLDERS = {"with an account": ("anna", "anna@example.se"), "a contact": (f"Eva Ek <{EVA}>", EVA)}
LINK = re.compile(r"https?://\S+")
ENGLISH = re.compile(
    r"\b(?:[Tt]he|and|has|been|[Yy]our|of|on|at \d+|January|February|March|May|June|July|August"
    r"|September|October|November|December)\b"
)
SITE = re.compile(r"(?:www\.example\.se|nohost|localhost)(?::\d+)?")


class Case(NamedTuple):
    """How a mail comes about, and what a contact gets: nothing, an open link, or whom to ask."""

    sends: Callable
    make: Callable
    gets: str


def step(name, before):
    def make(channel, hub, number):
        channel.profile_url, channel.feed_url = "https://www.facebook.com/kultur", None
        channel.platform, channel.purpose = "facebook", "Berätta"
        notify(ObjectModifiedEvent(channel))
        set_state(channel, before)
        with api.env.adopt_user(SITE_OWNER_NAME):
            take_channel_step(
                channel,
                name,
                StepInput("Därför", closed_on=today(), link_only_reason="Inget flöde"),
            )

    return make


def hand_over(channel, hub, number):
    mail_new_holder(channel.responsible, person_duties(hub, person_key(channel.responsible)))


def hand_over_draft(channel, hub, number):
    set_state(channel, "draft")
    hand_over(channel, hub, number)


def rule(told):
    def make(channel, hub, number):
        propose_rule(channel, "Skriv inga personuppgifter om andra.")
        told(channel, rules_from_data(channel.own_rules)[0])

    return make


def unconfirmed(channel, hub, number):
    channel.official_since = date(2020, 1, 1)
    notify(ObjectModifiedEvent(channel))
    found = hub_data(hub, NOW, worker=True)
    for each in digest_recipients(hub, channel_rows(digest.all_channels(hub), found, NOW), found):
        digest._send(hub, each, date(2026, 11, 25))


def statement(channel, hub, number):
    form = SimpleNamespace(hub=hub, number=number, now=NOW)
    told = {"to": "forfattare@example.se", "message_id": "<a@example.se>"}
    on_a_service(channel)
    statement_section._mail_statement(form, told | {"text": "Vi har tagit bort det."})


def on_a_service(channel):
    channel.platform = "mastodon"
    notify(ObjectModifiedEvent(channel))


def to_mailbox(channel, hub, number):
    given = {"mailbox": "myndighet@example.se", "message_id": "<a@example.se>"}
    mailbox_section.send_to_mailbox(
        SimpleNamespace(step=mailbox_section.STEP, hub=hub, number=number, given=given, now=NOW)
    )


def token(what):
    made = Connection("instagram", "1", "@bloggen", "", "anna", NOW, NOW, NOW)
    return lambda channel, hub, number: token_chores._send_mail(facts_of(channel), made, what, NOW)


def receiver_failed(channel, hub, number):
    hook = Receiver("1", "https://x.se", "X", ("entry.new",), "", "anna", NOW)
    send_failure_mail(hub, hook, FeedError("unwanted"), NOW)


def proposed(channel, hub, number):
    with api.env.adopt_user(SITE_OWNER_NAME):
        party = api.content.create(
            hub, "CouncilParty", title="Byalaget", abbreviation="By", contact_email=EVA
        )
    proposal_view.mail_office(party, Proposal("Eva", EVA, "https://by.example.se", "", ""))


def many(channel, hub, number):
    mails._mail_arrivals(hub, mails.messages_of(hub)[number]["who"], [number, number])


def left_out(channel, hub, number):
    channel.dialogue, channel.official_since = True, date(2026, 1, 1)
    notify(ObjectModifiedEvent(channel))
    remind_hub(hub, now=NOW)


def still_there(channel, hub, number):
    mails.notify_still_visible(hub, number, mails.messages_of(hub)[number]["who"])


def answered(channel, hub, number):
    message = mails.messages_of(hub)[number]
    message["captured"]["sender"] = {"contact": "fatima@hemma.example"}
    replies.send_answer(hub, number, "I juni.", "anna", NOW)


def outcome(channel, hub, number):
    told = {"to": "olle@hemma.example", "receipt_number": "2026-K7QX3M", "outcome": "public"}
    told["message_id"] = "<a@example.se>"
    on_a_service(channel)
    outcome_mails.mail_outcome(hub, number, told, NOW)


def log_head(hub):
    api.portal.set_registry_record("katrineholm.socialhub.agency_mailbox", OFFICE)
    mail_anchor(hub, anchor_of(hub.UID(), messages_of(hub).append_queued_lines(NOW), NOW))


def left_alone(code):
    def make(channel, hub, number):
        state = state_after_failure(State(channel.feed_url), FeedError(code), NOW, 1800)
        send_stop_mail(hub, facts_of(channel), state, NOW)

    return make


def withdrawn(channel, hub, number):
    entry = entry_values(Entry(keys=("x",), title="Badhuset", link="https://blogg.example.se/1"))
    posts = store_document(timeline_of(hub), channel.UID(), [entry], now=NOW).new
    send_withdrawal_mail(hub, facts_of(channel), posts, NOW)


def picture_due(channel, hub, number):
    remind_of_snapshot(channel, facts_of(channel), NOW)


LETTERS = {
    "reported": Case(notify_of_step, step("report", "draft"), ""),
    "returned": Case(notify_of_step, step("return", "reported"), "ask"),
    "official": Case(notify_of_step, step("make-official", "reported"), "link"),
    "paused": Case(notify_of_step, step("pause", "official"), "link"),
    "resumed": Case(notify_of_step, step("resume", "paused"), "link"),
    "closed": Case(notify_of_step, step("close", "official"), "link"),
    "handed over": Case(mail_new_holder, hand_over, "link"),
    "a draft handed over": Case(mail_new_holder, hand_over_draft, "ask"),
    "rule proposed": Case(of_rules.mail_office, rule(of_rules.mail_office), ""),
    "rule": Case(of_rules.mail_responsible, rule(of_rules.mail_responsible), "ask"),
    "arrived": Case(mails._mail_arrivals, lambda channel, hub, number: None, "link, ask"),
    "many": Case(mails._mail_arrivals, many, "ask"),
    "the log's head": Case(
        mail_anchor,
        lambda channel, hub, number: log_head(hub),
        "",
    ),
    "the record is broken": Case(
        mail_faults,
        lambda channel, hub, number: mail_faults(hub, [RecordFault(number, "files")], NOW),
        "",
    ),
    "nobody answers": Case(
        mails.alert_office,
        lambda channel, hub, number: mails.alert_office(hub, [number]),
        "",
    ),
    "passed on": Case(
        mails.notify_new_assignee,
        lambda channel, hub, number: mails.notify_new_assignee(hub, number, "Ditt", "bert"),
        "ask",
    ),
    "withheld": Case(
        mails.notify_withheld,
        lambda channel, hub, number: mails.notify_withheld(hub, number, "bert", "Direkt", ()),
        "ask",
    ),
    "sent back": Case(
        mails.notify_return,
        lambda channel, hub, number: mails.notify_return(hub, number, "Inte mitt"),
        "link, ask",
    ),
    "still there": Case(mails.notify_still_visible, still_there, "ask"),
    "not posted": Case(
        mails.notify_answer_failure,
        lambda channel, hub, number: mails.notify_answer_failure(
            hub, number, mails.messages_of(hub)[number]["who"], "Kontot är inte anslutet."
        ),
        "ask",
    ),
    "reminder": Case(
        reminders._mail_reminder,
        lambda channel, hub, number: remind_hub(hub, now=NOW),
        "ask",
    ),
    "round": Case(reminders._mail_reminder, left_out, "ask"),
    "answer": Case(replies.send_answer, answered, ""),
    "outcome": Case(outcome_mails.mail_outcome, outcome, ""),
    "statement": Case(statement_section._mail_statement, statement, ""),
    "authority": Case(mailbox_section.send_to_mailbox, to_mailbox, ""),
    "token": Case(token_chores._send_mail, token("ended"), ""),
    "token that ends soon": Case(token_chores._send_mail, token("5"), ""),
    "left alone": Case(send_stop_mail, left_alone("gone"), "link"),
    "left alone in time": Case(send_stop_mail, left_alone("status"), "link"),
    "withdrawn": Case(send_withdrawal_mail, withdrawn, "ask"),
    "party": Case(proposal_view.mail_office, proposed, ""),
    "snapshot": Case(remind_of_snapshot, picture_due, "ask"),
    "receiver": Case(send_failure_mail, receiver_failed, ""),
    "digest": Case(digest._send, unconfirmed, "link, ask"),
}


def test_each_call_of_the_mail_room_has_its_rows():
    assert {where(case.sends) for case in LETTERS.values()} == {*calls()} - {WITHIN}


def where(function):
    """``path function``, as ``calls`` gives it."""
    return f"{Path(function.__code__.co_filename).relative_to(PACKAGE)} {function.__name__}"


# The functions that send mail, and the one by which two of them do.
WAYS, WITHIN = {"send_mail", "mail_responsible", "mail_office"}, "refresh/mails.py _send"


def calls():
    """``path function`` of each function that calls one of them, by where it is from."""
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = WAYS if path.match("refresh/mails.py") else imported(tree) & WAYS
        for function in (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)):
            if names & {
                getattr(each.func, "id", "") for each in ast.walk(function) if is_call(each)
            }:
                yield f"{path.relative_to(PACKAGE)} {function.name}"


def imported(tree):
    imports = (each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom))
    return {alias.name for each in imports for alias in each.names}


def is_call(node):
    return isinstance(node, ast.Call)


def speak_english():
    """As for a visitor who has chosen English."""
    request = getRequest()
    setLanguageBinding(request)
    request["LANGUAGE"] = request["LANGUAGE_TOOL"].LANGUAGE = "en"
    assert api.portal.translate(mails.LIST).startswith("Your list")


@pytest.fixture
def letter_of(channel, hub, receive):
    """A function that gives what a person gets of a case: ``letter_of("arrived", "a contact")``."""

    def letter_of(letter, holder):
        for name, value in {"office_email": OFFICE, "site_url": "https://www.example.se"}.items():
            api.portal.set_registry_record(f"{PREFIX}.{name}", value)
        channel.responsible, address = HOLDERS[holder]
        notify(ObjectModifiedEvent(channel))
        transaction.commit()
        speak_english()
        number = receive("Ni är dumma", permalink="https://blogg.example.se/1")
        if letter != "arrived":
            IAnnotations(api.portal.get()).pop(outbox.KEY)
        LETTERS[letter].make(channel, hub, number)
        transaction.commit()
        sent = outbox.queued_mails(api.portal.get())
        assert sent
        assert not [each for each in sent if ENGLISH.search(f"{each['subject']} {each['text']}")]
        return "\n".join(each["text"] for each in sent if address in each["to"])

    return letter_of


@pytest.mark.parametrize("letter", LETTERS)
def test_each_link_in_a_contacts_mail_opens_and_the_others_are_told_whom_to_ask(
    letter_of, browse, letter
):
    text = letter_of(letter, "a contact")
    links = own_links(text)
    assert bool(text) is bool(LETTERS[letter].gets)
    assert bool(links) is ("link" in LETTERS[letter].gets)
    assert (OFFICE in text) is ("ask" in LETTERS[letter].gets)
    for link in links:
        answer = browse().get(link)
        assert answer.status_code == 200
        assert "login" not in answer.url


@pytest.mark.parametrize("letter", [name for name, case in LETTERS.items() if case.gets])
def test_who_has_an_account_gets_the_link_and_need_not_ask(letter_of, letter):
    text = letter_of(letter, "with an account")
    assert own_links(text)
    assert OFFICE not in text


def test_a_contact_is_told_of_a_round_that_was_left_out(letter_of):
    text = letter_of("round", "a contact")
    assert "Inte genomgångna sedan" in text


def own_links(text):
    """The links to this site in a mail, as paths below it."""
    found = [urlsplit(link) for link in LINK.findall(text)]
    return [
        f"{link.path.lstrip('/').removeprefix('plone/')}?{link.query}"
        for link in found
        if SITE.fullmatch(link.netloc)
    ]
