"""The office tries mails again that have not left, or gives them up."""

import re
from html import unescape

import pytest
import transaction
from mailserver import receiving
from plone import api

from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import queued_mail_values
from katrineholm.socialhub.site.mail.transport import MailFault

PAGE = "hub/@@outbox"
NOW = 1_790_000_000
LETTER = {"subject": "Anmäld", "text": "Hej", "reply_to": ""}
REFUSED = MailFault("recipient", {"host": "post.example.se", "reply": "550 No"}, final=True)


@pytest.fixture
def post():
    """The site's mail server."""
    with receiving() as post:
        yield post


@pytest.fixture
def site(functional_administration, functional_portal, post):
    """A site with two letters: Anna's was refused, Bo's has not been tried."""
    settings = {"smtp_host": "127.0.0.1", "smtp_port": post.port}
    for name, value in (settings | {"email_from_address": "kommun@example.se"}).items():
        api.portal.set_registry_record(f"plone.{name}", value)
    outbox.add_mail(functional_portal, LETTER | {"id": "1", "to": "anna@example.se"}, NOW, REFUSED)
    outbox.add_mail(functional_portal, LETTER | {"id": "2", "to": "bo@example.se"}, NOW)
    transaction.commit()
    return functional_portal


@pytest.fixture
def office(person):
    return person("Information Officer")


def left(site):
    transaction.begin()
    return [each["id"] for each in queued_mail_values(site)]


def rows(page):
    """The cells of each row, as a reader has them."""
    found = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page.text, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in found]
    return [[" ".join(unescape(re.sub("<[^>]+>", "", c)).split()) for c in row] for row in cells]


def test_each_letter_is_shown_with_its_problem(site, office, browse):
    page = browse(*office).get(PAGE)
    assert [row[:2] + row[3:4] for row in rows(page)] == [
        ["Anmäld", "anna@example.se", "1"],
        ["Anmäld", "bo@example.se", "0"],
    ]
    assert ["550 No" in row[4] for row in rows(page)] == [True, False]
    assert page.text.count('name="ids"') == 4


@pytest.mark.parametrize(
    ("do", "ids", "kept", "sent"),
    [
        ("try", ["1"], ["2"], ["anna@example.se"]),
        ("try", ["1", "2"], [], ["anna@example.se", "bo@example.se"]),
        ("give-up", ["1"], ["2"], []),
        ("give-up", ["1", "2"], [], []),
        ("give-up", [], ["1", "2"], []),
        ("give-up", ["unknown"], ["1", "2"], []),
    ],
)
def test_letters_are_tried_again_or_given_up(site, office, submit, post, do, ids, kept, sent):
    answer = submit(office, PAGE, {"do": do, "ids": ids})
    assert (answer.status_code, answer.headers["Location"].endswith(PAGE)) == (302, True)
    assert left(site) == kept
    assert [to for to, _mail in post.mails] == [[address] for address in sent]


def test_what_there_is_not_to_do_is_refused(site, office, submit):
    assert 'role="alert"' in submit(office, PAGE, {"do": "explode", "ids": ["1"]}).text
    assert left(site) == ["1", "2"]


def test_the_boards_warning_leads_there_and_goes_away_with_the_letters(
    site, office, browse, submit
):
    session = browse(*office)
    assert "/hub/@@outbox" in session.get("hub/@@board").text
    submit(office, PAGE, {"do": "give-up", "ids": ["1", "2"]})
    assert "/hub/@@outbox" not in session.get("hub/@@board").text
    page = session.get(PAGE)
    assert ("<table" in page.text, 'name="do"' in page.text) == (False, False)


def test_nothing_is_done_by_a_link_or_without_the_forms_token(site, office, browse, submit):
    data = {"do": "give-up", "ids": ["1"]}
    assert browse(*office).get(PAGE, params=data).status_code == 200
    assert submit(office, PAGE, data, token=False).status_code == 403
    assert left(site) == ["1", "2"]


@pytest.mark.parametrize("role", ["", "Member", "Editor", "Reviewer"])
def test_only_those_who_keep_the_list_see_the_letters(site, person, browse, role):
    session = browse(*(person(role) if role else ()))
    for ask in (session.get, session.post):
        assert ask(PAGE, allow_redirects=False).status_code in (302, 401, 403)
