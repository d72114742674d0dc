"""The office's switch in the browser."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels import crisis

LATER = f"{datetime.now(ZoneInfo('Europe/Stockholm')) + timedelta(hours=3):%Y-%m-%dT%H:%M}"
ON_TOP = 'class="socialhub socialhub-crisis"'


@pytest.fixture
def press(crisis_place, submit, office):
    """A function that sends the form: ``press("entry:…")``; what is on top afterwards."""

    def press(what="", login=office, do="begin", until=LATER, token=True, **words):
        kind, _colon, id = what.partition(":")
        form = {kind or "entry": id, "until": until, "do": do} | words
        answer = submit(login, "hub/@@crisis", form, token=token)
        transaction.begin()
        return answer

    return press


@pytest.mark.usefixtures("framed")
def test_a_channel_is_on_top_for_everybody_at_once_and_let_down_again(
    crisis_place, press, browse, office
):
    assert ON_TOP not in browse().get("hub").text
    assert press(f"channel:{crisis_place.uids['Bloggen']}").status_code == 302
    page = browse().get("hub").text
    assert ON_TOP in page
    assert page.index(ON_TOP) < page.index("socialhub-stream")
    assert "Viktigt nu" in page
    assert "Vatten" in page.partition("socialhub-stream")[0]
    assert "socialhub-in-list socialhub-quiet" in page
    assert "Lades överst av" in browse(*office).get("hub/@@crisis").text
    press(do="end")
    after = browse().get("hub").text
    assert ON_TOP not in after
    assert "socialhub-quiet" not in after
    assert "Avslutat" in browse(*office).get("hub/@@crisis").text


def test_an_entry_is_on_top_until_it_is_hidden(crisis_place, press, request_factory, submit):
    def on_top():
        notices = request_factory().get("@important").json()["notices"]
        return [card["title"] for notice in notices for card in notice["cards"]]

    press(f"entry:{crisis_place.ids['Höst']}")
    assert on_top() == ["Höst"]
    manager = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    for action in ("hide-entry", "show-entry"):
        submit(manager, f"hub/@@{action}", {"entry": crisis_place.ids["Höst"], "reason": "Gammalt"})
        assert on_top() == []


@pytest.mark.parametrize(
    ("what", "until"),
    [
        ("", LATER),
        ("channel:", LATER),
        ("channel:finns-inte", LATER),
        ("entry:finns-inte", LATER),
        ("channel:{Utkast}", LATER),
        ("entry:{Hemlig}", LATER),
        ("entry:{Väntar}", LATER),
        ("channel:{Bloggen}", ""),
        ("channel:{Bloggen}", "2020-01-01T12:00"),
        ("channel:{Bloggen}", "2099-01-01T12:00"),
        ("channel:{Bloggen}", "i morgon"),
    ],
    # The same in each process, whatever the minute is.
    ids=lambda value: "later" if value == LATER else None,
)
def test_what_cannot_be_put_there_is_refused_in_a_sentence(
    crisis_place, press, browse, what, until
):
    answer = press(what.format(**crisis_place.uids, **crisis_place.ids), until=until)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert [*crisis.order_log(crisis_place.hub)] == []


def test_what_was_written_stands_there_again(crisis_place, press):
    uid = crisis_place.uids["Bloggen"]
    page = press(f"channel:{uid}", until="2020-01-01T12:00").text
    assert re.search(rf'value="{uid}"[^>]*selected', page)
    assert 'value="2020-01-01T12:00"' in page


WORDS = {"title": "Vattnet är slut", "text": "Hämta vatten\nvid torget.", "do": "write"}
ENGLISH = {"english_title": "No water", "english_text": "Fetch water at the square."}


@pytest.fixture
def write(press):
    """A function that writes a notice."""
    return lambda until=LATER, **words: press("link:", until=until, **(WORDS | words))


@pytest.mark.usefixtures("framed")
def test_own_words_stand_on_the_page_can_be_changed_and_stay_as_record(
    crisis_place, write, press, browse, office
):
    assert write(link="www.example.se/vatten").status_code == 302
    page = browse().get("hub").text
    notice = page.partition(ON_TOP)[2].partition("</section>")[0]
    assert "<h2>Vattnet är slut</h2>" in notice
    assert "Hämta vatten vid torget." in notice
    assert 'href="https://www.example.se/vatten">Läs mer på www.example.se<' in notice
    assert "Senast ändrat: i dag" in notice
    form = browse(*office).get("hub/@@crisis").text
    assert 'value="Vattnet är slut"' in form
    write(title="Vattnet är tillbaka")
    assert "<h2>Vattnet är tillbaka</h2>" in browse().get("hub").text
    press(do="end")
    assert ON_TOP not in browse().get("hub").text
    past = browse(*office).get("hub/@@crisis").text.partition(">Tidigare</h2>")[2]
    assert "Vattnet är slut: Hämta vatten vid torget. Överst till" in past
    assert "Vattnet är tillbaka: Hämta vatten vid torget. Avslutat" in past


@pytest.mark.parametrize(
    "words",
    [
        {"title": ""},
        {"title": "x" * 101},
        {"text": " "},
        {"text": "x" * 401},
        {"until": ""},
        {"until": "2020-01-01T12:00"},
        {"until": "2099-01-01T12:00"},
        {"link": "javascript:alert(1)"},
        {"link": "https://anna@example.se"},
        {"link": "https://example.se/" + "x" * 2000},
        {"english_text": "Fetch water."},
        {"english_title": "No water"},
    ],
    ids=str,
)
def test_words_that_cannot_be_put_there_are_refused_in_a_sentence(crisis_place, write, words):
    answer = write(**words)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert [*crisis.order_log(crisis_place.hub)] == []


def test_markup_in_words_is_text(write, browse):
    write(title="<script>x</script>", text="<b>Fett</b> & mer")
    notice = browse().get("hub/@@facebook-presence").text.partition(ON_TOP)[2]
    assert "&lt;script&gt;x&lt;/script&gt;" in notice
    assert "&lt;b&gt;Fett&lt;/b&gt; &amp; mer" in notice


def test_another_sites_form_does_nothing(crisis_place, press):
    assert press(f"channel:{crisis_place.uids['Bloggen']}", token=False).status_code == 403
    assert [*crisis.order_log(crisis_place.hub)] == []


def test_the_entrys_page_leads_there_with_the_entry_chosen(crisis_place, browse, office):
    entry = crisis_place.ids["Höst"]
    assert f"@@crisis?entry={entry}" in browse(*office).get(f"hub/@@entry/{entry}").text
    assert f"@@crisis?entry={entry}" not in browse().get(f"hub/@@entry/{entry}").text
    form = browse(*office).get(f"hub/@@crisis?entry={entry}").text
    assert re.search(rf'value="{entry}"[^>]*selected', form)


def test_who_and_when_is_written_down(crisis_place, press, office):
    press(f"channel:{crisis_place.uids['Bloggen']}")
    [line] = crisis.order_log(crisis_place.hub)
    assert (line.by, line.channel, line.entry) == (office[0], crisis_place.uids["Bloggen"], "")
