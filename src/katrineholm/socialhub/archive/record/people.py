"""People and notes of a hub as records of a register extract (GDPR, article 15).

A *person* holds or held duties, or did something that a log has. A *note* is free text that an
officer wrote: in the history of a channel, about a post, in a demand to correct or erase one, or
as the label of a request. Their keys are ``person:<hash>`` and ``note:<log>:<number>``, so that no
URL contains a name.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import history, post_acts
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub_storage import GREATEST_KEY
from ...accounts.channels.person import person, person_key
from ...accounts.channels.responsibility import ROLES, Duties, hub_duties
from ...accounts.channels.times import formatted_date, formatted_time
from ...accounts.lifecycle.duty_holders import role_title
from ...accounts.lifecycle.step_texts import history_title
from ...core.messages import message_index
from ...core.messages.integrity import sha256_hex
from ...core.messages.store import messages_of
from ...core.search.clauses import Clause, is_match, new_document
from ...inbox.desk.serializer import step_title
from ...inbox.desk.visibility import may_see
from ..packages.titles import ACT_TITLES
from . import post_cases, request_log, request_storage
from .post_reads import logged_reads

PERSON, NOTE = "person", "note"
CHANNELS, POSTS, REQUESTS, CASES = "channels", "posts", "requests", "cases"


class Note(NamedTuple):
    """A note in one of the logs; ``about`` is the channel, post or request that it is about."""

    key: str
    time: int
    who: str
    title: str
    about: str
    text: str


class PersonFacts(NamedTuple):
    """The stored data about a person: lines of text by their titles. ``member`` is a user id."""

    name: str
    email: str
    member: str
    lines: Mapping[str, list[str]]


def people_keys(hub: Container, queries: Iterable[tuple[Clause, ...]]) -> Iterator[str]:
    """Yield the keys of the people and notes that match one of some searches."""
    queries = [*queries]
    for key, text in known_people(hub).items():
        someone = person(text)
        if someone and _is_found(queries, someone.name, someone.email, someone.member):
            yield f"{PERSON}:{_digest(key)}"
    yield from (note.key for note in _notes(hub) if note.text and _is_found(queries, note.text))


def known_people(hub: Container) -> dict[str, str]:
    """Return everybody who holds or held duties or is in a log, as texts for ``person.person``.

    They are keyed by ``person.person_key``.
    """
    texts = dict.fromkeys(filter(None, chain(_holders(hub), _doers(hub))))
    return {person_key(text): text for text in texts if person_key(text)}


def find_person(hub: Container, digest: str) -> PersonFacts | None:
    """Return what the hub stores about a person, given the hash in a key."""
    texts = {_digest(key): (key, text) for key, text in known_people(hub).items()}
    key, text = texts.get(digest, ("", ""))
    if (someone := person(text)) is None:
        return None
    found = {
        _t(_("Duties")): [*_present_duties(hub, key)],
        _t(_("Duties before")): [*_former_duties(hub, key)],
        _t(_("Steps with channels")): [*_channel_steps(hub, key)],
        _t(_("Acts on posts")): [*_post_acts(hub, key)],
        _t(_("Steps with messages")): [*_message_steps(hub, key)],
        _t(_("Requests for records")): [*_request_acts(hub, key)],
        _t(_("Hidden posts that were read")): [*_reads(hub, key)],
    }
    return PersonFacts(someone.name, someone.email, someone.member, found)


def find_note(hub: Container, log: str, number: str) -> Note | None:
    """Return the note in a log with this number; None if there is none."""
    if log == REQUESTS:
        request = request_storage.find_request(hub, number)
        return _request_note(number, request) if request else None
    if log == CASES:
        case = post_cases.find_case(hub, number)
        return _case_note(case) if case else None
    if log not in LOGS or not number.isdecimal() or int(number) > GREATEST_KEY:
        return None
    lines, note = LOGS[log]
    return next((note(*each) for each in lines(hub, int(number))), None)


def _holders(hub) -> Iterator[str]:
    for duties in hub_duties(hub).values():
        yield from (getattr(duties, role) for role in ROLES)
    for _when, _line, change in _duty_changes(hub):
        yield from change[1:]


def _doers(hub) -> Iterator[str]:
    yield from (line["who"] for line in history.hub_lines(hub))
    yield from (line.who for _number, line in post_acts.numbered_lines(hub))
    yield from (line.who for line in request_log.log_lines(hub))
    yield from (read.who for read in logged_reads(hub))
    yield from message_index.indexed_people(messages_of(hub).root)


def _duty_changes(hub) -> Iterator[tuple]:
    for line in history.hub_lines(hub):
        for change in line["changes"]:
            if change[0] in history.PERSONAL_FIELDS:
                yield line["time"], line, change


def _present_duties(hub, key) -> Iterator[str]:
    duties = hub_duties(hub)
    for facts in all_channels(hub):
        held = duties.get(facts.uid, Duties())
        roles = [role for role in ROLES if person_key(getattr(held, role)) == key]
        for role in roles:
            yield f"{facts.title}: {role_title(role)}"
            yield from (_absence(each) for each in held.absences if each["role"] == role)


def _absence(each) -> str:
    first, last = (formatted_date(each[name]) for name in ("first", "last"))
    return f"{_t(_('Absence'))}: {first}–{last}"


def _former_duties(hub, key) -> Iterator[str]:
    for when, line, (role, before, after) in _duty_changes(hub):
        for text, title in ((before, _("No longer")), (after, _("From now on"))):
            if person_key(text) == key:
                yield _row(when, line["title"], _t(title), role_title(role))


def _channel_steps(hub, key) -> Iterator[str]:
    for line in history.hub_lines(hub):
        if line["who"] == key:
            yield _row(line["time"], line["title"], history_title(line["step"]))


def _post_acts(hub, key) -> Iterator[str]:
    for _number, line in post_acts.numbered_lines(hub):
        if line.who == key:
            yield _row(line.time, line.post, _t(ACT_TITLES[line.act]))


def _message_steps(hub, key) -> Iterator[str]:
    messages = messages_of(hub)
    clause = message_index.mark_clause("who", [key])
    for number in message_index.matching_numbers(messages.root, [clause]):
        if may_see(hub, number):
            name = _t(_("Message ${number}", mapping={"number": str(number)}))
            lines = (line for line in messages.log(number) if line["who"] == key)
            yield from (_row(line["time"], name, _t(step_title(line["step"]))) for line in lines)


def _request_acts(hub, key) -> Iterator[str]:
    for line in request_log.log_lines(hub):
        if line.who == key:
            yield _row(line.time, _t(request_log.ACTS[line.act]))


def _reads(hub, key) -> Iterator[str]:
    return (_row(read.time, read.post) for read in logged_reads(hub) if read.who == key)


def _notes(hub) -> Iterator[Note]:
    for lines, note in LOGS.values():
        yield from (note(number, line) for number, line in lines(hub))
    yield from (_request_note(*each) for each in request_storage.all_requests(hub))
    yield from map(_case_note, post_cases.all_cases(hub))


def _channel_note(number, line) -> Note:
    key, title = f"{NOTE}:{CHANNELS}:{number}", history_title(line["step"])
    return Note(key, line["time"], line["who"], title, line["title"], line["comment"])


def _post_note(number, line) -> Note:
    key, title = f"{NOTE}:{POSTS}:{number}", _t(ACT_TITLES[line.act])
    return Note(key, line.time, line.who, title, line.post, line.why)


def _request_note(id, request) -> Note:
    (who, when), title = request["opened"], _t(_("Request for records"))
    return Note(f"{NOTE}:{REQUESTS}:{id}", when, who, title, id, request["label"])


def _case_note(case: post_cases.Case) -> Note:
    key, title = f"{NOTE}:{CASES}:{case.id}", _t(post_cases.DEMANDS[case.demand])
    text = "\n".join(filter(None, (case.text, case.asker)))
    return Note(key, case.opened, case.opened_by, title, case.post, text)


# How the lines of a log are read, and made notes of.
LOGS = {
    CHANNELS: (history.numbered_lines, _channel_note),
    POSTS: (post_acts.numbered_lines, _post_note),
}


def _is_found(queries, *texts):
    document = new_document({"text": texts}, ())
    return any(is_match(clauses, document) for clauses in queries)


def _digest(key: str) -> str:
    return sha256_hex(key.encode())[:16]


def _row(when: int, *parts: str) -> str:
    return ", ".join((formatted_time(when)["text"], *filter(None, parts)))


def _t(message) -> str:
    return api.portal.translate(message)
