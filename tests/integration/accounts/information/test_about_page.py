"""What everybody is told of a channel: on its page, and alone on the page that profiles lead to."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.site.settings.titles import service_title

PAGE = "hub/kultur/bloggen"


@pytest.fixture
def put(blog_channel):
    """A function that puts the channel in another state."""

    def put(state, **written):
        with api.env.adopt_user(SITE_OWNER_NAME):
            set_state(blog_channel, state, **written)
        transaction.commit()

    return put


def text(answer):
    """What a page's reader sees, with its white space in order."""
    body = re.sub(r"<(script|style).*?</\1>", " ", answer.text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def headings(answer):
    """The levels of a page's headings, in order."""
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", answer.text)]


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}/@@about"])
def test_everybody_reads_who_is_behind_and_which_rules_apply(blog_channel, browse, url):
    answer = browse().get(url)
    read = text(answer)
    assert answer.status_code == 200
    for told in (
        "Kulturförvaltningen",
        "Vad som händer på biblioteken.",
        "kultur@example.se",
        "länkar till butiker",
    ):
        assert told in read
    assert 'href="https://kultur.example.se/kontakt"' in answer.text
    for private in ("Anna Berg", "anna@", "Bo Ek", "hemliga tankar"):
        assert private not in answer.text


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}/@@about", "hub/kultur"])
def test_the_headings_are_in_order(blog_channel, browse, url):
    levels = headings(browse().get(url))
    assert levels.count(1) == 1
    first = levels.index(1)
    pairs = zip(levels[first:], levels[first + 1 :], strict=False)
    assert all(later <= earlier + 1 for earlier, later in pairs)


def test_the_whole_text_is_there_without_javascript(blog_channel, browse):
    page = browse().get(PAGE).text
    details = page.split('class="socialhub-information"')[1].split("</details>")[0]
    assert details.count("<h3") == 8


def test_a_closed_channel_is_told_of_in_the_past(blog_channel, put, browse):
    put("closed", closed_on=date(2026, 3, 5))
    page = text(browse().get(PAGE))
    assert "avslutades den 5 mars 2026" in page
    assert "länkar till butiker" not in page
    assert browse().get(f"{PAGE}/@@about").status_code == 200


def test_an_administration_lists_what_is_no_longer_its_own_last(
    blog_channel, put, make_functional_channel, browse
):
    make_functional_channel("utkast", title="Utkastet", state="draft")
    make_functional_channel("zoo", title="Öppen", state="paused")
    put("closed", closed_on=date(2026, 3, 5))
    page = browse().get("hub/kultur").text
    assert page.index("Öppen") < page.index(f'href="{blog_channel.absolute_url()}"')
    assert "Utkastet" not in page


WAYS = "bloggen/@@duties"  # of those who tend the channel


@pytest.mark.usefixtures("framed")
def test_what_only_some_may_know_is_not_kept_for_the_rest(blog_channel, browse, person):
    login = person("Editor", at=blog_channel.__parent__)
    first = browse(*login).get(PAGE).text
    assert WAYS in first
    assert WAYS not in browse().get(PAGE).text
    assert WAYS not in browse(*person("Member")).get(PAGE).text
    assert WAYS in browse(*login).get(PAGE).text


def test_a_draft_has_no_information_page_for_others(blog_channel, put, browse):
    put("draft")
    for name in ("@@about", "@@about-text", "@@profile-text"):
        assert "Bloggen" not in browse().get(f"{PAGE}/{name}").text


def test_a_channel_is_not_told_of_before_the_places_around_it(blog_channel, browse):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(blog_channel.__parent__, "retract")
    transaction.commit()
    page = browse().get(f"{PAGE}/@@about", allow_redirects=False)
    assert (page.status_code, "/require_login?" in page.headers["Location"]) == (302, True)


def test_the_profile_text_fits_and_says_what_is_missing(blog_channel, browse, person):
    page = browse(*person("Editor", at=blog_channel.__parent__)).get(f"{PAGE}/@@profile-text")
    ready = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.S)[1])
    assert 0 < len(ready) <= 101
    assert f" {len(ready)} " in text(page)
    assert page.text.count("socialhub-problems") == 1  # the link to data protection is missing
    assert page.text.count('class="socialhub-link-only"') == 5


@pytest.mark.parametrize("platform", ["website", "feed", "facebook"])
def test_the_profile_text_is_pasted_where_the_account_is(blog_channel, browse, person, platform):
    blog_channel.platform = platform
    blog_channel.reindexObject()
    transaction.commit()
    page = browse(*person("Editor", at=blog_channel.__parent__)).get(f"{PAGE}/@@profile-text")
    label = page.text.partition('class="socialhub-copy"')[2].partition("<textarea")[0]
    assert label.count("<span") == 1
    assert (service_title(platform) in label) is (platform == "facebook")


@pytest.mark.parametrize("login", [(), "Reader"])
def test_the_profile_text_is_for_those_who_tend_the_account(blog_channel, browse, person, login):
    session = browse(*person(login, at=blog_channel.__parent__)) if login else browse()
    assert "<textarea" not in session.get(f"{PAGE}/@@profile-text").text
