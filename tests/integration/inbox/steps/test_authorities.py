"""Two authorities on one hub: neither reads what was sent to the other (OSL 8 kap. 2 §)."""

from dataclasses import replace

import pytest
import transaction
from helpers.integration.inbox.routing import SCHOOL, THEIRS
from officers import NOW, PASSWORD
from plone import api
from settling import DIARY
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.facts import all_channels
from katrineholm.socialhub.core.messages.message_index import date_clause, update_index
from katrineholm.socialhub.core.messages.message_lists import NEVER
from katrineholm.socialhub.core.messages.state import HANDLING
from katrineholm.socialhub.core.messages.store import Messages, messages_of
from katrineholm.socialhub.inbox.desk.serializer import is_withheld_from_assignee
from katrineholm.socialhub.inbox.desk.visibility import ListQuery, may_see, result_page
from katrineholm.socialhub.inbox.intake.receipts import store_receipt
from katrineholm.socialhub.inbox.steps.authorities import (
    DEFAULT_AUTHORITY,
    authority_of,
    has_single_authority,
)
from katrineholm.socialhub.inbox.steps.steps import set_facts

KINDS = ("public", "marked", "direct", "forwarded")
HUBS, SCHOOLS = "hub", "school"
# Who reads which kinds of the messages of the hub's own authority, and of the other's.
READERS = {
    "office": {HUBS: KINDS, SCHOOLS: ("public",)},
    "rut": {HUBS: KINDS, SCHOOLS: ()},
    "arne": {HUBS: KINDS, SCHOOLS: ()},
    "anna": {HUBS: KINDS, SCHOOLS: ()},
    "ria": {HUBS: (), SCHOOLS: KINDS},
    "ada": {HUBS: (), SCHOOLS: KINDS},
    "sam": {HUBS: (), SCHOOLS: KINDS},
    "cia": {HUBS: (), SCHOOLS: ()},
}


@pytest.fixture
def messages(hub, channel, school, receive, rest, office):
    """A message of each kind at each authority, by both: its number."""
    found = {}
    for where, at, who in ((HUBS, channel, "anna"), (SCHOOLS, school, "sam")):
        for kind in KINDS:
            is_direct = kind in ("direct", "forwarded")
            number = receive(f"{where} {kind}", is_direct=is_direct, at=at)
            found[where, kind] = number
        with api.env.adopt_user(who):
            set_facts(hub, found[where, "marked"], {"secret": True})
        transaction.commit()
        given = {"receiver": office, "reason": "Er fråga"}
        forwarded = rest(who).post(f"hub/@messages/{number}/forward", json=given)
        assert forwarded.status_code == 200, forwarded.text
    transaction.begin()
    return found


def test_who_reads_what_of_which_authority(messages, rest, office):
    for name, kinds in READERS.items():
        session = rest(office if name == "office" else name)
        may = {messages[where, kind] for where in kinds for kind in kinds[where]}
        answers = {n: session.get(f"hub/@messages/{n}") for n in messages.values()}
        assert {n for n, each in answers.items() if each.json().get("log")} == may, name
        listed = session.get("hub/@messages").json()["items"]
        assert {each["id"] for each in listed if "is_withheld" not in each} == may, name
        waits = {messages[SCHOOLS, "forwarded"]} if name == "office" else set()
        assert {each["id"] for each in listed} - may == waits, name
        for path in ("kultur", "bildning"):
            here = session.get(f"hub/{path}/@messages").json()
            assert {each["id"] for each in here["items"]} <= may | waits, (name, path)
        evidence = [session.get(f"hub/@messages/{n}/evidence").status_code for n in sorted(may)]
        assert set(evidence) <= {200}


NO = dict.fromkeys(("addressed", "answer_due", "case", "secret"), False) | {"minor": True}
ALL = tuple(HANDLING)
ASKED = {
    "open": ListQuery(),
    "all": ListQuery(states=ALL),
    "closed": ListQuery(states=("closed",)),
    "direct": ListQuery(states=ALL, kinds=("direct",)),
    "public": ListQuery(kinds=("public",)),
    "late": ListQuery(late_at=NOW + 10**9),
}
ANYTHING = date_clause()


@pytest.fixture
def closed_by_office(hub, school, office, receive):
    """A direct message to the school that the office closed: the number."""
    number = receive("Stängt", is_direct=True, at=school)
    store, roles = messages_of(hub), ("responsible",)
    given = {"question": "rules", "answer": False}
    store.state_facts(number, NO, who="", now=NOW, answered=given)
    store.wait(number, "", NOW, why="office", now=NOW)
    store.take(number, "close", who=office, roles=roles, given={"outcome": "Läst"}, now=NOW)
    transaction.commit()
    return number


def test_lists_and_searches_have_what_each_may_see(messages, closed_by_office, hub, school, office):
    update_index(messages_of(hub).root, 1000)
    numbers = [*messages.values(), closed_by_office]
    for name in (office, *THEIRS, "rut", "arne", "anna", "cia"):
        with api.env.adopt_user(name):
            seen = [number for number in numbers if may_see(hub, number)]
            for context in (hub, hub.kultur, hub.bildning, school):
                for asked in ASKED.values():
                    wanted = {number for number in seen if is_asked(hub, context, asked, number)}
                    for each in (asked, replace(asked, clauses=(ANYTHING,))):
                        page = result_page(hub, context, each)
                        shown = {n for n in page.numbers if not is_withheld_from_assignee(hub, n)}
                        assert (shown, page.total) == (wanted, len(page.numbers)), (name, each)
                        assert not each.clauses or len(shown) == page.total, "of what is withheld"


def is_asked(hub, context, asked, number):
    """The slow definition, beside what may be seen at all."""
    message = messages_of(hub)[number]
    state, here = message["state"], {facts.uid for facts in all_channels(context)}
    return (
        state["handling"] in asked.states
        and ("direct" if state["is_direct"] else "public") in asked.kinds
        and (context == hub or message["channel"] in here)
        and (asked.late_at == NEVER or 0 <= message["order"] < asked.late_at)
    )


def test_no_message_is_read_only_to_be_left_out(messages, hub, office, monkeypatch):
    update_index(messages_of(hub).root, 1000)
    read, get = set(), Messages.__getitem__
    monkeypatch.setattr(Messages, "__getitem__", lambda s, n: read.add(n) or get(s, n))
    with api.env.adopt_user(office):
        for asked in (ASKED["all"], replace(ASKED["all"], clauses=(ANYTHING,))):
            assert result_page(hub, hub, asked).total in (5, 6)
    assert read <= {messages[where, "forwarded"] for where in (HUBS, SCHOOLS)}


PICTURE = b"\x89PNG\r\n\x1a\nbild"


@pytest.fixture
def shut(school, receive, hub):
    """A direct message to the school, with a file, a seal and a receipt: its number."""
    number = receive(
        "Xyloskolans skolplikt",
        **{"is_direct": True, "at": school, "files": {"bild.png": PICTURE}},
        sender={"name": "Hemlige Harry", "contact": "harry@example.se"},
        permalink="https://skolan.example.se/hemligt",
    )
    roles, told = ("system",), {}
    messages_of(hub).take(number, "seal", who="", roles=roles, given=told, now=NOW)
    store_receipt(hub, "2026-K7QX3M", number, now=NOW)
    transaction.commit()
    return number


# Every page that shows a message, or a part of it.
PAGES = (
    *("hub/@@messages", "hub/bildning/@@messages", "hub/bildning/skolan/@@messages"),
    *("hub/@@messages?SearchableText=skolplikt", "hub/@@messages?mine=1", "hub/@@messages?late=1"),
    *("hub/@@messages?state=assessing&kind=direct", "hub/@@messages/{}", "hub/@@messages-reviews"),
    *("hub/@@messages/{}/files/bild.png", "hub/@@messages/{}/evidence/1"),
    *("hub/@@masked-copy?number={}", "hub/@@find-receipt?receipt=2026-K7QX3M", "hub/@@disposal"),
    *("hub/@@diary?from=2000-01-01", "hub/@@diary-csv?from=2000-01-01", "hub/@@messages-load"),
    *("hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@@messages-help"),
    *("hub/@messages/{}", "hub/@messages/{}/evidence", "hub/@messages-figures"),
    *("hub/@messages?SearchableText=skolplikt", "hub/@messages?sender=harry", "hub/@search"),
    *("hub/@messages?address=skolan.example.se", "hub/@messages?handler=sam", "hub/@@search"),
)
WORDS = ("Xylo", "Harry", "hemligt", PICTURE.decode("latin-1"))


def test_what_is_shut_is_behind_no_door_for_the_others(shut, browse, rest, people, office):
    assert shows(PAGES[0], "ria", browse, rest)
    for name in ("rut", office):
        found = {path for path in PAGES if shows(path.format(shut), name, browse, rest)}
        assert found == set(), name


def test_of_what_is_about_the_same_page_only_the_own_is_told(shut, receive, rest):
    ours = receive("Samma sida", permalink="https://skolan.example.se/hemligt")
    assert rest("rut").get(f"hub/@messages/{ours}").json()["about_the_same"] == []
    assert rest("ria").get(f"hub/@messages/{shut}").json()["about_the_same"] == []


def shows(path, name, browse, rest):
    session = browse(name, PASSWORD) if "/@@" in path else rest(name)
    text = session.get(path).content.decode("latin-1")
    return any(word in text for word in WORDS)


FORMS = (
    *("mark-secret", "lift-secrecy", "send-to-mailbox", "register-message", "complete-message"),
    *("give-statement", "note-police"),
)


def test_the_others_forms_about_it_are_refused(shut, submit, rest, people, hub):
    log = messages_of(hub).log(shut)
    for name in ("rut", "anna"):
        for form in FORMS:
            sent = submit((name, PASSWORD), f"hub/@@{form}", {"number": str(shut)})
            assert sent.status_code in (302, 401, 403), (name, form, sent.status_code)
            assert "login" in sent.headers.get("Location", "login"), (name, form)
        for step in ("note", "state", "register", "claim", "forward", "close", "complete"):
            sent = rest(name).post(f"hub/@messages/{shut}/{step}", json={"text": "Jag var här"})
            assert sent.status_code in (400, 403), (name, step)
            assert "Xylo" not in sent.text
    transaction.begin()
    assert messages_of(hub).log(shut) == log


def test_the_office_that_stands_in_counts_only_what_it_may_read(school, receive, rest, office):
    school.responsible = ""
    notify(ObjectModifiedEvent(school))
    transaction.commit()
    public = receive("Öppet", at=school)
    receive("Hemligt", is_direct=True, at=school)
    listed = rest(office).get("hub/bildning/@messages").json()
    assert [each["id"] for each in listed["items"]] == [public]
    assert listed["items_total"] == 1


def test_each_authority_has_its_own_diary_series_and_mailbox(messages, hub, rest, browse, people):
    number, ours = messages[SCHOOLS, "marked"], messages[HUBS, "marked"]
    ria, given = rest("ria"), DIARY | {"diary_number": "KS 2026/1"}
    refused = ria.post(f"hub/@messages/{number}/register", json=given)
    assert refused.json()["guard"] == "diary-series"
    theirs = given | {"diary_number": "BIN 2026/7"}
    assert ria.post(f"hub/@messages/{number}/register", json=theirs).status_code == 200
    assert ria.post(f"hub/@messages/{ours}/register", json=theirs).status_code == 403
    assert rest("rut").post(f"hub/@messages/{number}/register", json=theirs).status_code == 403
    assert rest("rut").post(f"hub/@messages/{ours}/register", json=given).status_code == 200
    for name, own, other in (("ria", "BIN 2026/7", "KS 2026/1"), ("rut", "KS 2026/1", "BIN")):
        period = {"from": "2026-01-01", "to": "2026-01-31"}
        for page in ("@@diary", "@@diary-csv"):
            text = browse(name, PASSWORD).get(f"hub/{page}", params=period).text
            assert own in text
            assert other not in text
    sent = rest("sam").post(f"hub/@messages/{messages[SCHOOLS, 'direct']}/to-mailbox", json={})
    assert sent.status_code == 200, sent.text
    line = next(line for line in sent.json()["log"] if line["step"] == "to-mailbox")
    assert line["given"]["mailbox"] == "bildning@example.se"


def test_an_administration_that_names_nothing_is_the_hubs(hub, channel):
    assert (authority_of(hub, channel.UID()), has_single_authority(hub)) == (
        DEFAULT_AUTHORITY,
        True,
    )
    assert authority_of(hub, "gone") == DEFAULT_AUTHORITY


@pytest.mark.parametrize("who", ["rut", "arne", "ria", "ada", "sam", "cia"])
def test_the_page_of_disposals_shows_nothing_of_others(messages, browse, who):
    answer = browse(who, PASSWORD).get("hub/@@disposal", allow_redirects=False)
    assert (answer.status_code == 200) == (who in ("arne", "ada"))


def test_only_the_office_says_who_keeps_the_records(school, request_factory, person):
    """Whoever edits an administration must not open its messages for a group of his own."""
    administration = school.__parent__
    editor = request_factory(basic_auth=person("Editor", at=administration))
    changed = editor.patch("hub/bildning", json={"registrars": "bin_archivists", "phone": "0150-2"})
    assert changed.status_code == 204
    transaction.begin()
    assert (administration.registrars, administration.phone) == ("bin_registrars", "0150-2")
    seen = request_factory().get("hub/bildning").json()
    assert not set(SCHOOL) & set(seen)
