"""``GET @report`` and ``GET @contact``: the forms and their receipts as values."""

import pytest
import transaction
from helpers.integration.public.plain import unlinked, unsaid

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.receipts import receipt_message

PAGES = {"@report": "@@report-comment", "@contact": "@@contact-responsible"}
SENT = {
    "@report": {
        "address": "https://bloggen.example.se/1#comment-3",
        "reason": "K1",
        "text": "Han hotar min granne.",
    },
    "@contact": {"subject": "Öppettider", "text": "När öppnar ni?", "name": "Eva"},
}
CHANNEL = "hub/kultur/bloggen"


@pytest.mark.parametrize("name", PAGES)
def test_what_the_form_says_is_said_in_the_same_words(channel, browse, rest, name):
    page = browse().get(f"{CHANNEL}/{PAGES[name]}").text
    told = rest().get(f"{CHANNEL}/{name}").json()
    seen = [field for field in told["fields"] if field["type"] != "hidden"]
    assert unsaid(page, told | {"fields": seen}) == []
    assert unlinked(page, told["told"]) == []
    names = [field["name"] for field in told["fields"]]
    assert names == sorted(names, key=lambda each: page.index(f'name="{each}"'))
    for field in told["fields"]:
        for option in field["options"]:
            assert option["title"] in page
    assert f'name="{told["trap"]["name"]}"' in page


@pytest.mark.parametrize("name", PAGES)
def test_what_is_sent_is_taken_and_gives_a_receipt(hub, channel, browse, rest, name):
    answer = rest().post(f"{CHANNEL}/{name}", json=SENT[name] | {"homepage": ""})
    assert answer.status_code == 201, answer.text
    transaction.begin()
    receipt = answer.json()["receipt"]
    assert receipt_message(hub, receipt) is not None
    assert answer.json()["@id"].endswith(f"{PAGES[name]}?receipt={receipt}")
    page = browse().get(f"{CHANNEL}/{PAGES[name]}?receipt={receipt}").text
    told = rest().get(f"{CHANNEL}/{name}?receipt={receipt}").json()
    assert told["receipt"] == receipt
    assert unsaid(page, told) == []


@pytest.mark.parametrize("name", PAGES)
def test_all_faults_are_told_at_their_fields(hub, channel, rest, name):
    answer = rest().post(f"{CHANNEL}/{name}", json={})
    assert answer.status_code == 400
    wanted = {"@report": {"address", "reason", "text"}, "@contact": {"subject", "text"}}
    assert {*answer.json()["faults"]} == wanted[name]
    assert all(each.endswith(".") for each in answer.json()["faults"].values())
    assert len(messages_of(hub)) == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_program_that_fills_in_everything_is_told(hub, channel, rest, name):
    answer = rest().post(f"{CHANNEL}/{name}", json=SENT[name] | {"homepage": "x"})
    assert (answer.status_code, [*answer.json()["faults"]]) == (400, ["homepage"])
    assert len(messages_of(hub)) == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("receipt", ["2026-AAAAAA", "nonsense", "<script>"])
def test_a_number_that_nobody_has_leads_to_the_form(channel, rest, name, receipt):
    told = rest().get(f"{CHANNEL}/{name}", params={"receipt": receipt}).json()
    assert "fields" in told
