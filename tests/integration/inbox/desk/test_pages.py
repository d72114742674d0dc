"""The pages of messages: what an officer is shown, is led through and is refused."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.messages.erasing import erase
from katrineholm.socialhub.core.messages.store import messages_of

TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')


@pytest.fixture
def send(submit, people):
    """A function that sends a form to a message: ``send("anna", 1, "act", rules=["K1"])``."""

    def send(name, number, step, **data):
        return submit(people[name], f"hub/@@messages/{number}/{step}", data)

    return send


@pytest.fixture
def look(browse, people):
    """A function that opens a message's page, or the list: ``look("anna", 1)``."""
    return lambda name, rest="": browse(*people[name]).get(f"hub/@@messages{rest and f'/{rest}'}")


@pytest.fixture
def state(hub):
    """A function that tells where a message stands."""

    def state(number):
        transaction.begin()
        return messages_of(hub).state(number)

    return state


def asked(page):
    """The question that a page asks."""
    found = re.search(r'<input[^>]*name="question"[^>]*>', page)
    return re.search(r'value="([\w-]+)"', found[0])[1] if found else None


def offered(page):
    """The steps that a page offers, in their order."""
    return re.findall(r'id="step-([\w-]+)"', page)


def answer(send, name, number, question, answer, **ticks):
    return send(name, number, "state", question=question, answer=answer, **ticks)


def test_an_officer_is_led_from_an_insult_to_closed(receive, look, send, state):
    number = receive()
    assert asked(look("anna", number).text) == "rules"
    answer(send, "anna", number, "rules", "yes")
    page = look("anna", number).text
    assert (asked(page), offered(page)[0]) == (None, "act")
    send("anna", number, "act", rules=["K1"], reason="Personangrepp")
    assert offered(look("anna", number).text)[:2] == ["unpublish", "delete"]
    send("anna", number, "unpublish", receipt="Dold")
    page = look("anna", number).text
    assert offered(page)[0] == "close"
    assert page.index('href="#socialhub-statement"') < page.index('id="step-close"')
    assert "restore" in offered(page)
    assert f"@@messages/{number}/evidence/1" in page
    assert send("anna", number, "close").status_code == 302
    assert state(number).handling == "closed"


def test_the_author_is_told_next_until_that_is_done(receive, look, send, submit, people):
    number = receive()
    said = {"number": str(number), "way": "unknown"}

    def is_led():
        page = look("anna", number).text
        assert page.count('id="socialhub-statement"') == ("@@give-statement" in page)
        return 'href="#socialhub-statement"' in page

    send("anna", number, "act", rules=["K1"], reason="Personangrepp")
    assert not is_led()
    send("anna", number, "unpublish")
    assert is_led()
    submit(people["anna"], "hub/@@give-statement", said)
    assert not is_led()
    send("anna", number, "delete", confirmed="yes")
    assert is_led()
    assert 'href="#socialhub-statement"' not in look("rut", number).text


def test_an_officer_is_led_to_an_answer(receive, look, send, state):
    number = receive("När öppnar badet?")
    for question, given in (("rules", "no"), ("direct", "no"), ("case", "no")):
        assert asked(look("anna", number).text) == question
        answer(send, "anna", number, question, given)
    answer(send, "anna", number, "answer_due", "yes")
    answer(send, "anna", number, "who", "yes")
    assert offered(look("anna", number).text)[0] == "claim"
    send("anna", number, "claim")
    assert offered(look("anna", number).text)[0] == "answer"
    send("anna", number, "answer", answer="I juni!", in_office="yes")
    send("anna", number, "close")
    assert state(number).handling == "closed"


def test_a_question_can_be_answered_anew(receive, look, send, browse, people):
    number = receive()
    answer(send, "anna", number, "rules", "no")
    page = browse(*people["anna"]).get(f"hub/@@messages/{number}?question=rules").text
    assert asked(page) == "rules"
    assert ">: Bryter det mot " in look("anna", number).text
    answer(send, "anna", number, "rules", "yes")
    assert offered(look("anna", number).text)[0] == "act"


def test_a_case_or_what_is_secret_is_said_which(receive, send, state):
    number = receive()
    refused = answer(send, "anna", number, "case", "yes")
    assert (refused.status_code, 'role="alert"' in refused.text) == (200, True)
    answer(send, "anna", number, "case", "yes", secret="yes")
    facts = state(number).facts
    assert (facts.case, facts.secret) == (False, True)


@pytest.mark.parametrize(("name", "may"), [("anna", True), ("rut", True), ("arne", False)])
def test_only_handlers_can_change_what_is_stated(receive, look, name, may):
    number = receive()
    form = look(name, number).text.partition(f'messages/{number}/state"')[2]
    fieldset = form.partition("<fieldset")[2].partition(">")[0]
    assert ("disabled" in fieldset) != may


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("anna", "/{number}", 200),
        ("cia", "/{number}", 401),
        ("cia", "/{number}/files/bild.png", 401),
        ("cia", "/{number}/evidence/1", 401),
        ("rut", "/{number}", 200),
        ("anna", "/77", 404),
        ("anna", "/x", 404),
        ("anna", "/-1", 404),
        ("anna", "/{number}/files/ingen.png", 404),
        ("anna", "/{number}/evidence/1", 404),
        ("anna", "/{number}/evidence/x", 404),
        ("anna", "/{number}/a/b/c", 404),
    ],
)
def test_who_may_open_what(receive, browse, people, name, path, status):
    number = receive()
    url = f"hub/@@messages{path.format(number=number)}"
    found = browse(*people[name]).get(url, allow_redirects=False)
    if status == 401:
        assert found.status_code in (302, 401, 403)
        assert "Ni är dumma" not in found.text
    else:
        assert found.status_code == status


def test_nobody_logged_in_is_asked_to(receive, browse):
    receive()
    found = browse().get("hub/@@messages", allow_redirects=False)
    assert (found.status_code, "login" in found.headers["Location"]) == (302, True)


def test_a_message_is_not_found_in_another_channel(
    receive, make_functional_channel, browse, people
):
    number = receive()
    make_functional_channel("annan")
    anna = browse(*people["anna"])
    assert anna.get(f"hub/kultur/bloggen/@@messages/{number}").status_code == 200
    assert anna.get(f"hub/kultur/annan/@@messages/{number}").status_code == 404


def test_a_file_is_saved_and_never_shown(receive, browse, people):
    png = b"\x89PNG\r\n\x1a\n<script>"
    number = receive(files={"bild.png": png})
    found = browse(*people["anna"]).get(f"hub/@@messages/{number}/files/bild.png")
    assert found.content == png
    assert found.headers["Content-Type"] == "image/png"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Disposition"].startswith("attachment")


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{1+1}}"


def test_what_comes_from_outside_is_shown_as_text(receive, look, send):
    sender = {"name": HOSTILE, "handle": HOSTILE, "url": "javascript:alert(1)", "contact": HOSTILE}
    number = receive(
        HOSTILE,
        sender=sender,
        subject=HOSTILE,
        permalink="javascript:alert(1)",
        in_reply_to="data:text/html,x",
        reported={"reason": HOSTILE, "text": HOSTILE, "contact": HOSTILE},
    )
    send("anna", number, "note", text=HOSTILE)
    send("anna", number, "act", rules=["K1"], reason=HOSTILE)
    for page in (look("anna", number).text, look("anna").text):
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:alert' not in page
        assert 'href="data:' not in page


@pytest.mark.parametrize("step", ["explode", "unpublish", "assess", "<b>", "__class__"])
def test_a_step_that_cannot_be_taken_is_refused_in_a_sentence(receive, send, state, step):
    number = receive()
    found = send("anna", number, step)
    assert found.status_code in (200, 404)
    assert found.status_code == 404 or 'role="alert"' in found.text
    assert state(number).handling == "assessing"


def test_a_refusal_keeps_what_was_written(receive, send):
    number = receive()
    found = send("anna", number, "forward", receiver="ingen", reason="Hon vet mer om saken")
    assert 'role="alert"' in found.text
    assert "Hon vet mer om saken</textarea>" in found.text
    assert 'value="ingen"' in found.text


def test_a_form_of_another_site_is_refused(receive, submit, people, state):
    number = receive()
    url = f"hub/@@messages/{number}/claim"
    assert submit(people["anna"], url, {}, token=False).status_code == 403
    assert state(number).handling == "assessing"


def test_an_address_of_a_step_leads_to_the_message(receive, browse, people):
    number = receive()
    found = browse(*people["anna"]).get(f"hub/@@messages/{number}/act", allow_redirects=False)
    assert (found.status_code, found.headers["Location"][-3:]) == (302, f"s/{number}"[-3:])


def test_the_second_of_two_is_told_who_was_first_and_loses_no_word(receive, send):
    number = receive()
    send("anna", number, "forward", receiver="cia", reason="Hon vet")
    send("cia", number, "accept")
    found = send("anna", number, "watch", reason="Jag håller ett öga på det")
    assert "Cia" in found.text.partition('role="alert"')[2][:600]
    assert "Jag håller ett öga på det" in found.text


def test_whoever_passes_on_is_led_back_to_what_is_left(receive, send, look):
    number = receive()
    found = send("anna", number, "forward", receiver="cia", reason="Hon vet")
    assert found.status_code == 302
    assert offered(look("cia", number).text)[0] == "accept"
    assert "decline" in offered(look("cia", number).text)


def test_the_account_of_who_had_it_may_be_gone(receive, send, look, state, browse, people):
    number = receive()
    send("anna", number, "claim")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.delete("anna")
    transaction.commit()
    assert look("rut", number).status_code == 200
    assert f"/{number}" in look("rut").text
    sent = browse(*people["anna"]).post(f"hub/@@messages/{number}/answer", data={"answer": "Hej!"})
    assert sent.status_code != 200 or "login" in sent.url
    assert state(number).handling == "answering"


def test_the_list_tells_what_is_late(receive, look):
    receive("Sent", now=1_790_000_000 - 90 * 86400)
    page = look("anna").text
    assert "socialhub-late" in page
    assert ">Sent<" in page


def test_somebody_without_duties_is_told_so(receive, look):
    receive()
    page = look("cia").text
    assert "Ni är dumma" not in page
    assert "<table" not in page.partition("socialhub-messages")[2]


def test_a_channel_is_chosen_among_those_that_are_ones_own(
    receive, channel, make_functional_channel, browse, people
):
    receive()
    others = [make_functional_channel(name, responsible="cia") for name in ("flickr", "tidning")]
    query = {"channel": channel.UID(), "mine": "1", "state": "assessing"}

    def choices(name):
        page = browse(*people[name]).get("hub/@@messages").text
        listed = page.partition('name="channel"')[2].partition("</select>")[0]
        return {each.getId() for each in (channel, *others) if each.UID() in listed}

    def leads(name):
        answer = browse(*people[name]).get("hub/@@messages", params=query, allow_redirects=False)
        return answer.headers["Location"].partition("/hub/")[2]

    assert choices("anna") == set()
    assert choices("cia") == {"flickr", "tidning"}
    assert choices("rut") == {"bloggen", "flickr", "tidning"}
    assert leads("rut") == "kultur/bloggen/@@messages?state=assessing&mine=1"
    assert leads("cia") == "@@messages?state=assessing&mine=1"


def test_pages_of_the_list_are_links_that_keep_the_choice(receive, browse, people):
    for number in range(27):
        receive(f"Nummer {number}")
    anna = browse(*people["anna"])
    page = anna.get("hub/@@messages?kind=public").text
    assert "kind=public&amp;b_start=25" in page
    assert "Nummer" in anna.get("hub/@@messages?kind=public&b_start=25").text
    assert "?b_size=5&amp;b_start=10" in anna.get("hub/@@messages?b_size=5&b_start=5").text


@pytest.mark.parametrize("query", ["state=x&kind=y", "b_start=-1", "late=2", "state=" + "a" * 5000])
def test_a_query_that_says_nothing_is_passed_over(receive, browse, people, query):
    receive()
    assert browse(*people["anna"]).get(f"hub/@@messages?{query}").status_code == 200


@pytest.mark.parametrize(("name", "shown"), [("anna", True), ("rut", True), ("cia", False)])
def test_the_menu_leads_those_to_the_list_who_have_one(receive, browse, people, name, shown):
    receive()
    session = browse(*people[name])
    assert ("@@my-messages" in session.get("hub").text) == shown
    if shown:
        assert session.get("@@my-messages").url.endswith("hub/@@messages")


def test_a_visitor_s_menu_has_no_such_way(receive, browse):
    receive()
    assert "@@my-messages" not in browse().get("hub").text


def test_what_was_passed_on_puts_the_list_in_the_menu(receive, send, browse, people):
    number = receive()
    send("anna", number, "forward", receiver="cia", reason="Hon vet")
    assert "@@my-messages" in browse(*people["cia"]).get("hub").text


def test_a_note_is_kept_and_an_empty_one_refused(receive, send, look):
    number = receive()
    assert 'role="alert"' in send("anna", number, "note", text=" ").text
    assert send("anna", number, "note", text="Ringde upp.").status_code == 302
    assert "Ringde upp." in look("anna", number).text


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def hand_in(browse, people, channel):
    """A function that sends the officer's form: ``hand_in("anna", files=[…], text="…")``."""

    def hand_in(name, files=(), **data):
        session = browse(*people[name])
        token = TOKEN.search(session.get("hub").text)
        data = {"channel": channel.UID(), "_authenticator": token[1] or token[2]} | data
        sent = [("files", each) for each in files]
        return session.post("hub/@@new-message", data=data, files=sent, allow_redirects=False)

    return hand_in


def test_an_officer_writes_a_message_down(hand_in, look, hub):
    found = hand_in(
        "anna",
        [("bild.png", PNG), ("bild.png", PNG + b"2")],
        text=HOSTILE,
        kind="direct",
        sender_handle="@nils",
        published="2026-05-04T18:00",
    )
    assert found.headers["Location"].endswith("hub/@@messages/1")
    transaction.begin()
    kept = messages_of(hub)[1]["captured"]
    assert (kept["sender"], kept["how"]) == ({"handle": "@nils"}, "typed")
    assert kept["published"] == 1_777_910_400
    assert messages_of(hub).files(1) == {"bild.png": PNG, "bild (2).png": PNG + b"2"}
    assert "&lt;script&gt;" in look("anna", 1).text


@pytest.mark.parametrize(
    ("data", "files"),
    [
        ({"text": ""}, []),
        ({"text": "Hej", "permalink": "javascript:alert(1)"}, []),
        ({"text": "Hej", "published": "i går"}, []),
        ({"text": "Hej", "channel": "ingen"}, []),
        ({"text": "Hej", "kind": "annat"}, []),
        ({"text": "Hej"}, [("virus.exe", b"MZ")]),
        ({"text": "Hej"}, [(f"{number}.png", PNG) for number in range(12)]),
        ({"text": "Hej"}, [("stor.png", PNG + b"0" * 10 * 2**20)]),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_written(hand_in, hub, data, files):
    found = hand_in("anna", files, sender_name="Nils Dacke", **data)
    assert (found.status_code, 'role="alert"' in found.text) == (200, True)
    assert 'value="Nils Dacke"' in found.text
    assert data["text"] in found.text
    transaction.begin()
    assert len(messages_of(hub)) == 0


WRITTEN = {
    "subject": "Badhuset",
    "in_reply_to": "https://example.se/inlagg/1",
    "sender_contact": "nils@example.se",
}


def test_the_form_asks_how_the_sender_is_reached_and_what_is_answered(hand_in, hub):
    refused = hand_in("anna", text="", **WRITTEN).text
    for name, value in WRITTEN.items():
        [field] = re.findall(rf'<input[^>]*name="{name}"[^>]*>', refused)
        assert f'value="{value}"' in field
    hand_in("anna", text="Hej", **WRITTEN)
    transaction.begin()
    kept = messages_of(hub)[1]["captured"]
    assert (kept["subject"], kept["in_reply_to"]) == ("Badhuset", WRITTEN["in_reply_to"])
    assert kept["sender"] == {"contact": "nils@example.se"}


def test_only_whoever_answers_for_a_channel_writes_messages_down(hand_in, browse, people, hub):
    assert hand_in("cia", text="Hej").status_code in (302, 401, 403)
    opened = browse(*people["rut"]).get("hub/@@new-message", allow_redirects=False)
    assert opened.status_code in (302, 401, 403)
    transaction.begin()
    assert len(messages_of(hub)) == 0


@pytest.fixture
def together(submit, people):
    """A function that sends the form below the list."""
    return lambda name, **data: submit(people[name], "hub/@@messages/together", data)


def test_many_messages_are_dealt_with_at_once(receive, together, state):
    numbers = [receive(text) for text in ("Grattis!", "Så fint!", "Härligt!")]
    found = together("anna", message=numbers[:2], step="watch", said="Bara glada rop")
    assert found.status_code == 302
    handling = [state(number).handling for number in numbers]
    assert handling == ["watched", "watched", "assessing"]


def test_what_cannot_be_done_with_one_of_many_is_told_and_the_others_are_done(
    receive, send, together, state
):
    numbers = [receive(text) for text in ("Grattis!", "När öppnar ni?")]
    answer(send, "anna", numbers[1], "answer_due", "yes")
    found = together("anna", message=[*numbers, 77, "x"], step="watch", said="Bara glada rop")
    refused = found.text.partition('role="alert"')[2].partition("</div>")[0]
    done = found.text.partition('role="status"')[2].partition("</p>")[0]
    assert str(numbers[1]) in refused
    assert re.findall(r"\d+", done) == [str(numbers[0])]
    assert "Bara glada rop</textarea>" in found.text
    assert [state(number).handling for number in numbers] == ["watched", "assessing"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anna", {"step": "watch", "said": "x"}),
        ("anna", {"step": "act", "message": 1, "said": "x"}),
        ("anna", {"step": "watch", "message": 1}),
        ("cia", {"step": "watch", "message": 1, "said": "x"}),
    ],
)
def test_many_at_once_get_past_nothing(receive, together, state, name, data):
    number = receive()
    page = together(name, **data).text
    assert ('role="alert"' in page, 'role="status"' in page) == (True, False)
    assert state(number).handling == "assessing"


def test_a_contact_is_named_in_the_list_as_the_duty_names_it(receive, channel, look):
    channel.responsible = "Oskar Blom <Oskar.Blom@example.se>"
    notify(ObjectModifiedEvent(channel))
    transaction.commit()
    number = receive()
    assert "Oskar Blom" in look("rut").text
    assert "Oskar Blom" in look("rut", number).text


def test_the_page_of_what_is_disposed_of_tells_nothing_of_it_any_more(receive, send, look, hub):
    number = receive(sender={"name": "Nils Dacke"}, permalink="https://example.se/1")
    send("anna", number, "note", text="Ringde upp.")
    transaction.begin()
    erase(messages_of(hub).root, messages_of(hub)[number])
    transaction.commit()
    page = look("rut", number)
    assert page.status_code == 200
    assert not re.search("Ringde upp|Nils Dacke|dumma", page.text)
