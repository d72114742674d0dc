"""A copy for whoever asks: what is masked is in no byte of it, and nobody is asked why."""

import pytest
import transaction
from helpers.integration.inbox.records import MARKED, SENDER, TEXT, _field
from plone import api

from katrineholm.socialhub.inbox.steps.steps import add_note, set_facts

NOW = 1_790_000_000


@pytest.fixture
def number(receive):
    return receive(TEXT, sender=SENDER)


@pytest.fixture
def give(people, browse, submit):
    """A function that fills in the form with some fields changed: the answer."""

    def give(number, who="anna", **changed):
        page = browse(*people[who]).get("hub/@@masked-copy", params={"number": number}).text
        whole = {"field_captured": _field(page, "field_captured")} | {
            "field_text": TEXT,
            "field_name": "Eva Ek",
            "field_contact": "eva@example.se",
        }
        return submit(people[who], "hub/@@masked-copy", {"number": str(number)} | whole | changed)

    return give


def test_a_page_to_print_holds_no_byte_of_what_is_masked(number, give, log):
    made = give(number, field_text=MARKED, field_contact="[[eva@example.se]]")
    assert made.status_code == 200
    assert "Jag heter █████ &amp; bor på &lt;i&gt;█████&lt;/i&gt; 1." in made.text
    for secret in ("Eva", "Storgatan", "eva@", "Anna", "portal-header", "generator", "data-token"):
        assert secret not in made.text
    assert "no-store" in made.headers["Cache-Control"]
    given = log(number, "copy")["given"]
    assert given == {
        "masked": {"text": [6, 9], "name": [6], "contact": [14]},
        "as": "page",
    }


def test_what_was_done_after_the_form_was_opened_is_looked_at_first(
    number, hub, give, log, people, browse
):
    with api.env.adopt_user("anna"):
        add_note(hub, number, "Hemlig not", now=NOW)
    transaction.commit()
    answer = give(number)
    assert 'role="alert"' in answer.text
    assert "Hemlig not" in answer.text
    assert log(number, "copy") is None


def test_the_text_file_is_the_same(number, give):
    made = give(number, field_text=MARKED, do="text")
    assert made.headers["Content-Type"].startswith("text/plain")
    assert f"meddelande-{number}.txt" in made.headers["Content-Disposition"]
    assert "bor på <i>█████</i> 1." in made.text
    assert "Eva" not in made.text


def test_the_form_asks_neither_who_nor_why(number, people, browse):
    page = browse(*people["anna"]).get("hub/@@masked-copy", params={"number": number}).text
    form = page.partition('/@@masked-copy"')[2].partition("</form>")[0]
    names = {part.partition('"')[0] for part in form.split('name="')[1:]}
    assert {each for each in names if not each.startswith("field_")} == {
        "_authenticator",
        "number",
        "list",
        "do",
    }


def test_what_is_refused_is_still_written_and_noted_nowhere(number, give, log):
    answer = give(number, field_text="Jag heter [[Eva Ek")
    assert 'role="alert"' in answer.text
    assert "Jag heter [[Eva Ek" in answer.text
    assert log(number, "copy") is None


def test_the_page_tells_that_a_copy_was_given_out_and_not_what_was_masked(number, give, sections):
    give(number, field_text=MARKED)
    shown = sections("rut", number).partition('id="socialhub-copy"')[2]
    assert "Anna" in shown
    assert "Storgatan" not in shown


@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [(None, False), ("cia", False), ("anna", True), ("rut", True), ("arne", True)],
)
def test_who_may_make_a_copy(number, people, browse, submit, log, who, is_allowed):
    login = people[who] if who else ()
    params = {"number": number}
    page = browse(*login).get("hub/@@masked-copy", params=params, allow_redirects=False)
    assert (page.status_code == 200) == is_allowed
    if not is_allowed:
        submit(login, "hub/@@masked-copy", {"number": str(number)}, token=bool(who))
        assert log(number, "copy") is None


def test_another_sites_form_gets_no_copy(number, people, submit, log):
    form = {"number": str(number), "field_text": TEXT}
    assert submit(people["anna"], "hub/@@masked-copy", form, token=False).status_code == 403
    assert log(number, "copy") is None


@pytest.mark.parametrize("number", ["", "0", "99", "x"])
def test_there_is_no_such_message(receive, people, browse, number):
    receive()
    answer = browse(*people["anna"]).get("hub/@@masked-copy", params={"number": number})
    assert answer.status_code == 404


def test_nothing_masked_of_what_may_be_secret_is_warned_of_and_logged(number, hub, give, log):
    with api.env.adopt_user("anna"):
        set_facts(hub, number, {"secret": True})
    transaction.commit()
    refused = give(number)
    assert 'role="alert"' in refused.text
    assert 'name="unmasked"' in refused.text
    assert log(number, "copy") is None
    assert 'role="alert"' not in give(number, field_text=MARKED).text
    assert "unmasked" not in log(number, "copy")["given"]
    assert 'role="alert"' not in give(number, unmasked="1").text
    assert log(number, "copy")["given"] == {"masked": {}, "as": "page", "unmasked": True}


def test_nobody_is_warned_where_nothing_is_marked(number, give, log):
    assert 'role="alert"' not in give(number).text
    assert log(number, "copy")["given"] == {"masked": {}, "as": "page"}
