"""A change of the catalogue of services, made or refused."""

import pytest
from helpers.integration.site.settings import found_by, offered

from katrineholm.socialhub.accounts.registration.probe_preview import service_examples
from katrineholm.socialhub.core.platforms.catalogue import recognise_account
from katrineholm.socialhub.core.platforms.catalogue_edits import CatalogueEdits
from katrineholm.socialhub.core.platforms.interfaces import AddedService
from katrineholm.socialhub.site.pages.refusals import Refusal
from katrineholm.socialhub.site.settings import catalogue_changes as changes
from katrineholm.socialhub.site.settings.catalogue_edits import site_edits

ADDED = AddedService("film", "Filmen", "video", True, "film.example.se", "/kanal/{account}")
ADDRESS = "https://film.example.se/kanal/kommun"


def test_a_hidden_service_is_offered_no_more_but_its_channels_work(hub, make_channel):
    channel = make_channel("kanal", profile_url="https://mastodon.se/@kommun", feed_url=None)
    changes.hide_service("mastodon")
    assert "mastodon" not in offered(hub)
    assert offered(channel)["mastodon"] == "Mastodon"
    assert "Mastodon" not in [each["title"] for each in service_examples()]
    assert recognise_account("https://mastodon.se/@annan").platform == "mastodon"
    assert found_by("@kommun@mastodon.se") == ["kanal"]
    changes.show_service("mastodon")
    assert "mastodon" in offered(hub)


def test_a_renamed_service_is_called_so_everywhere_until_it_gets_its_name_back(hub):
    changes.rename_service("x", "X (tidigare Twitter)")
    assert offered(hub)["x"] == "X (tidigare Twitter)"
    assert "X (tidigare Twitter)" in [each["title"] for each in service_examples()]
    changes.rename_service("x", "")
    assert offered(hub)["x"] == "X (Twitter)"


def test_a_service_is_removed_when_no_channel_is_on_it(hub, make_channel):
    changes.add_service(ADDED)
    changes.hide_service("film")
    channel = make_channel("kanal", profile_url=ADDRESS, state="draft")
    with pytest.raises(Refusal):
        changes.remove_service("film")
    assert site_edits().added == (ADDED,)
    channel.platform = "website"
    channel.reindexObject()
    changes.remove_service("film")
    assert site_edits() == CatalogueEdits()


@pytest.mark.parametrize("name", ["mastodon", "finns-inte"])
def test_only_what_was_added_can_be_removed(hub, name):
    with pytest.raises(Refusal):
        changes.remove_service(name)


@pytest.mark.parametrize(
    "step", [changes.hide_service, lambda name: changes.rename_service(name, "T")]
)
def test_a_service_that_is_not_in_the_catalogue_cannot_be_changed(hub, step):
    with pytest.raises(Refusal):
        step("finns-inte")
    assert site_edits() == CatalogueEdits()


@pytest.mark.parametrize(
    ("host", "path"),
    [("www.youtube.com", "/@{account}"), ("film.example.se", "/kanal/{account}")],
)
def test_addresses_of_another_service_cannot_be_taken(hub, host, path):
    changes.add_service(ADDED)
    with pytest.raises(Refusal) as refusal:
        changes.add_service(AddedService("annan", "Annan", "video", True, host, path))
    assert len(refusal.value.args) == 1
    assert site_edits().added == (ADDED,)
