"""The registrar's pages: what is ticked in the record is gathered, masked and given out."""

import re

import pytest
import transaction

from katrineholm.socialhub.archive.record import request_storage
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.store import timeline_of

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}


@pytest.fixture
def send(submit, people, asked):
    """A function that sends a form of the request's page, or of ``…/<part>``."""

    def send(part="", **given):
        return submit(people["rut"], f"hub/@@request/{asked}{part}", given)

    return send


@pytest.fixture
def now(hub, asked):
    """A function that gives the request as others have left it."""

    def now():
        transaction.begin()
        return request_storage.find_request(hub, asked)

    return now


def test_what_is_ticked_in_the_record_becomes_a_request(hub, kept, rut, submit, people):
    page = rut.get("hub/@@record").text
    keys = re.findall(r'name="things"[^>]*value="([^"]+)"', page)
    assert set(keys) == {kept.entry, kept.version, kept.message, kept.secret, kept.diary}
    given = {"do": "add", "things": keys[:2], "into": ""}
    answer = submit(people["rut"], "hub/@@request", given)
    assert answer.status_code == 302
    id = answer.headers["Location"].rpartition("/")[2]
    assert f'<option value="{id}">' in rut.get("hub/@@record").text
    submit(people["rut"], "hub/@@request", {"do": "add", "things": keys, "into": id})
    transaction.begin()
    assert set(request_storage.find_request(hub, id)["things"]) == set(keys)


@pytest.mark.usefixtures("framed")
def test_nothing_ticked_is_told(kept, submit, people, hub):
    answer = submit(people["rut"], "hub/@@request", {"do": "add", "into": ""})
    assert "Kryssa för minst en av sökträffarna." in answer.text
    assert [*request_storage.all_requests(hub)] == []


def test_the_archivist_reads_the_record_and_gathers_nothing(kept, asked, people, browse):
    arne = browse(*people["arne"])
    assert 'name="things"' not in arne.get("hub/@@record").text
    for page in ("@@request", f"@@request/{asked}", f"@@request/{asked}/preview"):
        assert arne.get(f"hub/{page}", allow_redirects=False).status_code != 200


@pytest.mark.usefixtures("framed")
def test_no_page_is_kept_by_a_cache_nor_asks_who_it_is(kept, asked, rut):
    for page in ("", f"/{asked}", f"/{asked}/thing?key={kept.message}", f"/{asked}/preview"):
        answer = rut.get(f"hub/@@request{page}")
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        names = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([a-z]+)"', answer.text))
        assert not names & {"name", "email", "requester", "who", "phone"}
    assert "rätt att vara anonym" in rut.get("hub/@@request").text


@pytest.mark.usefixtures("framed")
def test_a_name_is_masked_in_the_preview_and_in_what_is_given_out(kept, asked, rut, send, now):
    part, key = "/thing", kept.entry
    given = {"do": "mask", "thing": key, "words": "Åsa Hemligson", "everywhere": "1", **WHY}
    assert send(part, **given).status_code == 302
    picture = {"do": "mask", "thing": key, "pictures": kept.picture, **WHY}
    assert send(part, **picture).status_code == 302
    assert "Åsa Hemligson" in rut.get(f"hub/@@request/{asked}{part}?key={key}").text
    send(do="remove", things=[kept.message])  # its files are not within the page
    preview = rut.get(f"hub/@@request/{asked}/preview")
    assert send(do="deliver", shape="page").status_code == 302
    given_out = rut.get(f"hub/@@request/{asked}/delivery/1")
    assert given_out.text == preview.text
    assert "Hemligson" not in preview.text
    assert "[uppgift dold] vann" in preview.text
    assert given_out.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert 'filename="handlingar-' in given_out.headers["Content-Disposition"]
    page = rut.get(f"hub/@@request/{asked}").text
    [(_number, delivery)] = request_storage.request_deliveries(now())
    assert delivery.sha256 in page
    assert delivery.sha256 in rut.get("hub/@@request").text


def test_the_preview_shows_pictures_to_those_who_may_read_the_record(kept, asked, rut):
    page = rut.get(f"hub/@@request/{asked}/preview").text
    source = re.search(r'<img src="([^"]+@@record-picture[^"]+)"', page)[1]
    assert rut.get(source).content == b"RIFF....WEBP"
    # What comes in has harmless names; one that has not is given out by another, see the ZIP.
    *_others, file = re.findall(r'<a href="([^"]+/files/[^"]+)"', page)
    assert rut.get(file).content == b"MZ"


def test_the_zip_is_a_download(kept, asked, rut, send):
    send(do="deliver", shape="zip")
    answer = rut.get(f"hub/@@request/{asked}/delivery/1")
    assert answer.content.startswith(b"PK")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.usefixtures("framed")
def test_a_secret_message_is_given_out_by_a_decision_only(kept, asked, rut, send):
    page = rut.get(f"hub/@@request/{asked}").text
    assert "Kan vara sekretess: lämnas inte ut" in page
    assert "Skriv enligt vilket beslut" in send("/thing", do="release", thing=kept.secret).text
    send("/thing", do="release", thing=kept.secret, decision="Beslut 7")
    assert "sjukdom" in rut.get(f"hub/@@request/{asked}/preview").text
    send("/thing", do="withhold", thing=kept.secret)
    assert "sjukdom" not in rut.get(f"hub/@@request/{asked}/preview").text


@pytest.mark.usefixtures("framed")
def test_what_was_written_stands_there_again_where_it_is_refused(kept, send, now):
    given = {"do": "mask", "thing": kept.entry, "words": "Bo Ek", **WHY}
    page = send("/thing", **given).text
    assert "”Bo Ek” står inte i handlingarna." in page
    assert ">Bo Ek</textarea>" in page
    assert 'value="21 kap. 7 §"' in page
    assert len(now()["masks"]) == 0


@pytest.mark.usefixtures("framed")
def test_it_is_emptied_closed_and_opened_again(kept, rut, asked, send, now):
    assert send(do="remove", things=[kept.diary, kept.secret]).status_code == 302
    assert set(now()["things"]) == {kept.entry, kept.version, kept.message}
    send(do="close")
    page = rut.get(f"hub/@@request/{asked}").text
    assert 'value="deliver"' not in page
    assert "Ingen regel gäller" in page
    assert "Begäran är avslutad" in send(do="deliver", shape="zip").text
    send(do="reopen")
    assert now()["closed"] is None
    assert "Välj vad som ska göras." in send(do="x").text


def test_what_is_gone_is_told_on_the_page(hub, kept, rut, asked):
    told = {"by": "bo", "when": 1, "decision": "DHP", "proposed": "eva"}
    transaction.begin()
    erase_entry(timeline_of(hub), kept.id, told)
    transaction.commit()
    page = rut.get(f"hub/@@request/{asked}").text
    assert page.count("En handling som inte finns kvar") == 2
    assert rut.get(f"hub/@@request/{asked}/thing?key={kept.entry}").status_code == 404


def test_a_form_of_a_record_is_refused_once_the_request_is_gone(kept, rut, people, submit):
    given = {"do": "release", "thing": kept.entry, "decision": "KS 1"}
    answer = submit(people["rut"], "hub/@@request/gone/thing", given)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("hub/@@request")
    assert rut.get(f"hub/@@request/gone/thing?key={kept.entry}").status_code == 404


def test_a_thousand_things_are_shown_in_pages(hub, kept, rut, asked):
    transaction.begin()
    things = request_storage.find_request(hub, asked)["things"]
    for number in range(995):
        things[f"entry:{number}"] = ""
    transaction.commit()
    page = rut.get(f"hub/@@request/{asked}").text
    assert page.count('name="things"') == 100
    assert "Sida 1 av 10" in " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert 'name="things"' in rut.get(f"hub/@@request/{asked}?b_start=900").text


def test_a_link_from_another_site_gives_nothing_out(submit, people, asked, now):
    given = {"do": "deliver", "shape": "zip"}
    answer = submit(people["rut"], f"hub/@@request/{asked}", given, token=False)
    assert answer.status_code == 403
    assert len(now()["deliveries"]) == 0


@pytest.mark.parametrize("end", ["x", "x/preview", "x/thing", "{id}/x", "{id}/delivery/1"])
def test_what_there_is_not_is_not_found(rut, asked, end):
    assert rut.get(f"hub/@@request/{end.format(id=asked)}").status_code == 404
    assert rut.get(f"hub/@@request/{asked}/thing?key=x").status_code == 404
    assert rut.get(f"hub/@@request/{asked}/delivery").status_code == 404


def test_what_a_stranger_wrote_is_no_markup(hub, kept, rut, asked):
    transaction.begin()
    timeline_of(hub).unmasked(kept.id)["title"] = "<script>alert(1)</script>"
    transaction.commit()
    for page in ("", f"/thing?key={kept.entry}", "/preview"):
        assert "<script>alert(1)" not in rut.get(f"hub/@@request/{asked}{page}").text
