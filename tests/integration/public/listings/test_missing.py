"""What a reader is told in the place of a page that is not there, or that fails."""

import pytest

NOT_THERE = "Sidan finns inte"
CONTACT, SEARCH = 'contact-info">', '/search">'


@pytest.mark.parametrize(
    "path",
    [
        "hub/nowhere",
        "hub/@@nowhere",
        "hub/@@entry",
        "hub/@@entry/nowhere",
        "hub/@@entry/nowhere/versions",
        "hub/@@entry/a/b/c",
        "hub/@@entry-picture/a/b",
    ],
)
@pytest.mark.usefixtures("framed")
def test_a_page_that_is_not_there_looks_like_the_others(place, browse, path):
    answer = browse().get(path)
    assert answer.status_code == 404
    assert f"<title>{NOT_THERE} – " in answer.text
    content = answer.text.partition("<h1")[2].partition("</article>")[0]
    assert NOT_THERE in content
    assert f'Gå till <a href="{place.hub.absolute_url()}">' in content
    assert CONTACT in content
    assert SEARCH in content
    assert 'id="portal-breadcrumbs"' in answer.text


def test_nobody_learns_of_a_private_page_above_it(place, browse):
    answer = browse().get("hub/kultur/hemlig/nowhere")
    assert answer.status_code == 404
    assert "Hemlig kanal" not in answer.text
    assert ">Kulturförvaltningen</a>" in answer.text


@pytest.mark.parametrize("path", ["hub/nowhere", "hub/@entry/nowhere", "hub/@@entry/nowhere"])
def test_another_frontend_is_told_what_stands_on_the_page(place, request_factory, path):
    answer = request_factory().get(path)
    said = answer.json()
    assert (answer.status_code, said["type"]) == (404, "NotFound")
    assert said["page"]["title"] == f"{NOT_THERE} – {place.hub.title}"
    assert said["page"]["heading"] == NOT_THERE
    above, *others = said["page"]["ways"]
    assert above[1] == {"text": place.hub.title, "@id": place.hub.absolute_url()}
    assert len(others) == 2


@pytest.mark.usefixtures("framed")
def test_what_fails_says_so_without_its_own_words(place, submit):
    form = "hub/kultur/bloggen/@@report-comment"
    answer = submit((), form, {"text": "Hej"}, token=False)
    assert answer.status_code == 403
    assert "<title>Något gick fel – Bloggen — " in answer.text
    assert "Traceback" not in answer.text
