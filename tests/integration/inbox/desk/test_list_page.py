"""The list of messages."""

import transaction
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

MARK = "Skickat av ett program"


def test_nobody_logged_in_is_asked_to(receive, browse):
    receive()
    found = browse().get("hub/@@messages", allow_redirects=False)
    assert (found.status_code, "login" in found.headers["Location"]) == (302, True)


def test_the_list_tells_what_is_late(receive, look):
    receive("Sent", now=1_790_000_000 - 90 * 86400)
    page = look("anna").text
    assert "socialhub-late" in page
    assert ">Sent<" in page


def test_what_a_program_has_sent_is_marked(receive, look):
    mail = {"whole": "", "files": (), "more": 0, "is_cut": False, "is_whole": True}
    number = receive("Jag är inte på plats", mail=mail | {"automatic": "automatic"})
    receive("Jag är på plats", mail=mail | {"automatic": ""})
    page = look("anna").text
    assert page.count(MARK) == 1
    assert MARK in page.partition(f"@@messages/{number}")[2].partition("</tr>")[0]


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


def test_a_contact_is_named_in_the_list_as_the_duty_names_it(receive, channel, look):
    channel.responsible = "Oskar Blom <Oskar.Blom@example.se>"
    notify(ObjectModifiedEvent(channel))
    transaction.commit()
    number = receive()
    assert "Oskar Blom" in look("rut").text
    assert "Oskar Blom" in look("rut", number).text
