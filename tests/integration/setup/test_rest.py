"""docs/rest.md tells of every service, and its examples are the real answers.

``REST_EXAMPLES=write`` writes the answers into the document, shortened: read them then.
"""

import json
import os
import re
from pathlib import Path

import pytest
from helpers.integration.acts import act_services, fields
from helpers.integration.rest import PASSWORD, make
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getGlobalSiteManager
from zope.i18n.negotiator import Negotiator
from zope.interface import Interface

from katrineholm.socialhub.interfaces import ISocialHubLayer

DOCUMENT = Path(__file__).parents[3] / "docs" / "rest.md"
EXAMPLE = re.compile(
    r"```http\n(?P<method>[A-Z]+) (?P<path>/\S*)(?: as (?P<who>\w+))?\n"
    r"(?:\n(?P<body>.+?)\n)?```\n(?:\n```json\n(?P<answer>.*?)\n```\n)?",
    re.S,
)
HEADING = re.compile(r"^### `(.*)`$", re.M)
TABLE = re.compile(r"<!-- acts -->\n(.*?)<!-- /acts -->\n\n", re.S)
COLUMNS = ("Act", "Field", "Type", "Required", "Limits", "Meaning")
SITE = "https://www.example.org"
LEFT = "…"
# What is another one each time: UIDs and other marks, receipts, moments, days that pass.
FLEETING = re.compile(
    r"[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d-[2-9A-Z]{6}\b|20\d\d-\d\d-\d\d(?:T[\d:.+Z-]+)?"
    r"|(?<=Inget nytt på )\d+"
    r"|\d{1,2} \w+ 20\d\d(?: kl\. [\d.]+)?|(?:[Ii]dag|Igår)(?: [\d.]+)?|W/\S+"
)
PASSING = ".life.days"  # since the one entry
LONGEST, MOST = 90, 1


def examples():
    found = [each.groupdict() for each in EXAMPLE.finditer(DOCUMENT.read_text("utf-8"))]
    return [pytest.param(each, id=f"{each['method']} {each['path']}") for each in found]


@pytest.fixture
def told(functional_portal, functional_administration, make_functional_channel, keep, once):
    """A small site with something of everything; what stands for what in the document."""
    given = once("rest", lambda: make(functional_portal, make_functional_channel, keep))
    return given | {SITE: functional_portal.absolute_url()}


@pytest.fixture
def ask(told, request_factory):
    """A function that asks what an example asks; the answer."""

    def ask(example):
        who, path, body = example["who"], example["path"][1:], example["body"] or ""
        for name, real in told.items():
            path, body = path.replace(name, real), body.replace(name, real)
        session = request_factory(basic_auth=(who, PASSWORD) if who else None)
        sent = {"json": json.loads(body)} if body else {}
        return session.request(example["method"], path, **sent)

    return ask


@pytest.mark.parametrize("example", examples())
@pytest.mark.usefixtures("vault_key")  # without which nobody can follow anything
def test_an_example_is_the_real_answer(ask, told, example):
    answer = ask(example)
    assert answer.status_code < 500, answer.text
    if example["answer"] is None:
        assert answer.status_code == 204, answer.text
        return
    real = as_told(answer.json(), told)
    if os.environ.get("REST_EXAMPLES") == "write":
        write(example, shortened(real))
    else:
        assert [*differences(json.loads(example["answer"]), real)] == []


def as_told(value, told):
    """An answer with the document's names for what is another one in each site."""
    text = json.dumps(value)
    for name, real in told.items():
        text = text.replace(json.dumps(real)[1:-1], name)
    return json.loads(text)


def differences(wanted, real, at="answer"):
    """Where an answer is not as the document has it."""
    if isinstance(wanted, dict) and isinstance(real, dict):
        names = {*wanted} - {LEFT}
        if names - {*real} or (LEFT not in wanted and {*real} - names):
            yield f"{at}: {sorted(names ^ {*real})}"
        for name in names & {*real}:
            yield from differences(wanted[name], real[name], f"{at}.{name}")
    elif isinstance(wanted, list) and isinstance(real, list):
        is_cut = LEFT in wanted
        shown = [each for each in wanted if each != LEFT]
        if len(shown) > len(real) or (not is_cut and len(shown) < len(real)):
            yield f"{at}: {len(real)} instead of {len(shown)}"
        for number, (each, other) in enumerate(zip(shown, real, strict=False)):
            yield from differences(each, other, f"{at}[{number}]")
    elif isinstance(wanted, str) and isinstance(real, str) and LEFT in wanted:
        pattern = ".*".join(map(re.escape, wanted.split(LEFT)))
        if not re.fullmatch(pattern, real, re.S):
            yield f"{at}: {real!r}"
    elif wanted != real and not at.endswith(PASSING):
        yield f"{at}: {real!r}"


def shortened(value):
    """An answer as the document shows it: what is fleeting or long is left out."""
    if isinstance(value, dict):
        return {name: shortened(some(name, each)) for name, each in value.items()}
    if isinstance(value, list):
        kept = [shortened(each) for each in value[:MOST]]
        return [*kept, LEFT] if len(value) > MOST else kept
    if not isinstance(value, str):
        return value
    value = FLEETING.sub(LEFT, value)
    return value if len(value) <= LONGEST else value[:LONGEST].rsplit(" ", 1)[0] + LEFT


def some(name, value):
    """The first fields of a form stand for all of them."""
    is_cut = name in ("properties", "data") and isinstance(value, dict) and len(value) > MOST
    return {**dict([*value.items()][:MOST]), LEFT: LEFT} if is_cut else value


def write(example, answer):
    text = DOCUMENT.read_text("utf-8")
    found = next(
        each
        for each in EXAMPLE.finditer(text)
        if all(each[name] == example[name] for name in ("method", "path", "who", "body"))
    )
    told = json.dumps(answer, indent=2, ensure_ascii=False)
    told = re.sub(
        r"\{\s+([^{}\[\]]{1,80}?)\s+\}", lambda m: "{" + " ".join(m[1].split()) + "}", told
    )
    DOCUMENT.write_text(text[: found.start("answer")] + told + text[found.end("answer") :], "utf-8")


def test_every_service_stands_in_the_document_and_no_other():
    ours = (
        each
        for each in getGlobalSiteManager().registeredAdapters()
        if len(each.required) == 2
        and each.required[1] is ISocialHubLayer
        and each.provided is Interface
    )
    services = {each.name for each in ours if "_application_json_" in each.name}
    services.discard("GET_application_json_")  # a place's GET tells what Plone's own does
    headed = HEADING.findall(DOCUMENT.read_text("utf-8"))
    assert sorted(headed) == sorted(map(named, services))


def named(name):
    method, _json, service = name.partition("_application_json_")
    return f"{method} {service}".strip()


def test_every_service_has_an_example():
    text = DOCUMENT.read_text("utf-8")
    parts = re.split(r"^### ", text, flags=re.M)[1:]
    assert [part.partition("\n")[0] for part in parts if not EXAMPLE.search(part)] == []


@pytest.fixture
def tables(told, functional_portal, monkeypatch):
    """The acts of each service as the document has them, by the service's name."""
    monkeypatch.setattr(Negotiator, "getLanguage", lambda self, languages, request: "en")
    hub, tables = functional_portal.hub, {}
    places, known = (hub, hub.kultur, hub.kultur.bloggen), {"entry": told["<entry>"]}
    with api.env.adopt_user(SITE_OWNER_NAME):
        for name, path, service in act_services(*places, message="1", **known):
            tables[name] = tables.get(name, "") + table(service, f"/{path}" if path else "")
    return tables


def table(service, path):
    """The fields of a service's acts, each once, with all the acts that take it."""
    taken, alike = {}, {}
    for act in service.acts.values():
        for row in [*fields(service.schema(act))] or [()]:
            taken.setdefault(row, []).append(called(act))
    for row, acts in taken.items():
        alike.setdefault(tuple(acts), []).append(row)
    cells = [
        (", ".join(acts) if row is rows[0] else "", *row)
        for acts, rows in alike.items()
        for row in rows
    ]
    lines = [COLUMNS, ("---",) * len(COLUMNS), *cells]
    text = "".join(f"| {' | '.join([*each, *[''] * (6 - len(each))])} |\n" for each in lines)
    right = type(service).__roles__  # None for what is public
    by = f"by permission *{right.__name__}*" if right else "by those whom the chapter names"
    return f"`…{path}`, {by}:\n\n{text}\n"


def called(act):
    return f"`{act.name}`" + (f" (*{act.permission}*)" if act.permission else "")


def test_what_each_act_takes_is_in_the_document(tables):
    text = DOCUMENT.read_text("utf-8")
    parts = re.split(r"^(?=##+ )", text, flags=re.M)
    if os.environ.get("REST_EXAMPLES") == "write":
        parts = [with_table(part, tables) for part in parts]
        DOCUMENT.write_text("".join(parts), "utf-8")
    shown = {HEADING.match(part)[1]: TABLE.search(part)[1] for part in parts if TABLE.search(part)}
    assert shown == tables


def with_table(part, tables):
    """A chapter of the document with its table anew, before its first example."""
    part, found = TABLE.sub("", part), HEADING.match(part)
    if not found or found[1] not in tables:
        return part
    told = f"<!-- acts -->\n{tables[found[1]]}<!-- /acts -->\n\n"
    return part.replace("```http\n", told + "```http\n", 1)
