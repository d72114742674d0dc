"""What people read in Swedish has one word for one thing, and no codes."""

import re
from pathlib import Path

import polib
import pytest

from katrineholm.socialhub.accounts.information.manual import CHAPTERS

ROOT = Path(__file__).parents[1]
SWEDISH = ROOT / "src/katrineholm/socialhub/locales/sv/LC_MESSAGES/katrineholm.socialhub.po"
MAP = (ROOT / "docs/utveckling.md").read_text("utf-8")
TABLE = re.search(r"<!-- swedish -->\n(.*?)<!-- /swedish -->", MAP, re.DOTALL)[1]
# Names of views and services, of guidelines and grounds, scopes, variables and commands.
CODES = re.compile(
    r"@@|@[a-z]+-[a-z]+|\b[GKLE]\d[a-z]?\b|\bUID\b|\bREST\b|\b(?:GET|POST|PATCH|DELETE)\b"
    r"|\w_\w|\b(?:read|write|user):|user\.info|\bdocs/|socialhub [a-z]+-|import-mail"
)
FILLED_IN = re.compile(r"\$\{\w+\}|(?:https?://|\b\w+\.\w+/)\S+")
# What only programs are answered, by the modules that answer them.
FOR_PROGRAMS = re.compile(r"\w*_service\.py|service\.py|body_schemas\.py")
# What whoever runs the site needs, as its texts begin in Swedish.
FOR_OPERATORS = (
    "Alla besökare ser ut att komma från",
    "Det finns ingen nyckel bland serverns miljövariabler",
    "Loggens läge sparas inte någonstans utanför databasen.",
    "Driftens fil om leverans",
    "I driftens fil om leverans",
    "Säg till den som sköter driften innan något ändras",
    "För att kontrollera handlingarna: ge det sparade mejlet",
    "Nedladdningen har fler nya bilder än en webbläsare kan vänta på: be dem som sköter",
    "Bara för antalet följare: en egen app för kommunen hos LinkedIn",
    # Settings of the site, whose boxes and files the operator makes.
    "Dit går svar på det som skickas med e-post",
    "En e-postadress per rad. Ett mejl från någon av dem",
    # The element that Next.js puts its data into.
    "Bara där JSON ligger inuti en webbsida",
    # The rights of a token that is pasted, by the service.
    "Ett professionellt konto",
    "En egen app för kommunen",
    "För svar och antalet följare: en app",
    "Som allmän handling och för kommentarer, aldrig i flödet",
    # The field of a form that only programs see.
    "Kanal eller förvaltning, med dess UID",
)


@pytest.fixture(scope="module")
def texts():
    """The Swedish of each text, with the names of the modules that have it."""
    entries = polib.pofile(str(SWEDISH))
    return [
        (each.msgstr, [Path(name).name for name, _line in each.occurrences]) for each in entries
    ]


def given_up():
    """Yield what is not said any more, as patterns."""
    for row in TABLE.strip().splitlines()[2:]:
        for words in row.split("|")[2].split(","):
            yield re.compile(rf"\b{re.escape(words.strip())}\b", re.IGNORECASE)


@pytest.mark.parametrize("pattern", given_up(), ids=lambda pattern: pattern.pattern)
def test_what_was_given_up_is_said_nowhere(texts, pattern):
    chapters = [(ROOT / f"docs/{name}.md").read_text("utf-8") for name in CHAPTERS]
    said = [*(text for text, _names in texts), *chapters]
    assert [text[:200] for text in said if pattern.search(" ".join(text.split()))] == []


def test_codes_are_shown_to_operators_and_programs_alone(texts):
    coded = [
        text
        for text, names in texts
        if CODES.search(FILLED_IN.sub("", text))
        and not all(FOR_PROGRAMS.fullmatch(name) for name in names)
    ]
    assert [text for text in coded if not text.startswith(FOR_OPERATORS)] == []
    unused = [each for each in FOR_OPERATORS if not any(text.startswith(each) for text in coded)]
    assert unused == []
