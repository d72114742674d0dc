"""A package of what may be secret: by decision, marked, for the authority's archivist alone."""

import json
from dataclasses import replace
from zipfile import ZipFile

import pytest
import transaction
from helpers.core.packages import WHOLE
from lxml import etree, html
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import DIARY

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.coverage import Deliveries, packages_with_post
from katrineholm.socialhub.archive.packages.orders import order_package
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.premis import DC
from katrineholm.socialhub.site.pages.refusals import FaultyFields, Refusal

DECISION = "Kulturnämnden 2026-11-30 § 7: leverans enligt arkivlagen 9 §"
TITLE = "bloggen, 2026-06-01 till 2026-06-30, uppgifter som kan omfattas av sekretess"


@pytest.fixture
def secret(june):
    return replace(june, secret=DECISION)


@pytest.fixture
def owners(hub, person):
    """The name and the password of the archivist of the authority that the blog belongs to."""
    hub.kultur.authority, hub.kultur.archivists = "Kulturnämnden", "Reviewers"
    found = person("Archivist", at=hub)
    api.group.add_user(groupname="Reviewers", username=found[0])
    transaction.commit()
    return found


def test_it_has_what_may_be_secret_and_nothing_else(order, received, read, posts, eark):
    _status, package = order("--channel", "hub/kultur/bloggen", "--secret", DECISION, "--diary")
    [message] = map(json.loads, read(package, "messages.jsonl").splitlines())
    assert (message["captured"]["text"], posts(package)) == ("Min sjukdom", [])
    diary = read(package, "diary.csv")
    assert (diary.count("A 2"), diary.count("A 1"), diary.count(DIARY["diary_party"])) == (1, 0, 1)
    assert list(package_errors(package)) == []
    assert WHOLE.search(told := eark(package)), told


def test_it_is_marked_in_mets_in_dublin_core_and_in_the_history(order, received, read, hub):
    package = order("--channel", "hub/kultur/bloggen", "--secret", DECISION)[1]
    with ZipFile(package) as zipped:
        [root] = [name for name in zipped.namelist() if name.count("/") == 1]
        assert etree.fromstring(zipped.read(root)).get("LABEL") == TITLE
    [rights] = etree.fromstring(read(package, "dc.xml").encode()).findall(f"{{{DC}}}rights")
    assert rights.text.startswith("Uppgifterna kan omfattas av sekretess: ")
    assert rights.text.endswith(DECISION)
    [line] = [each for each in history.hub_lines(hub) if each["step"] == "package-secret"]
    assert line["comment"] == DECISION


def test_it_is_ordered_beside_the_package_of_the_same_period_and_counts_for_no_post(
    hub, june, secret, made
):
    with api.env.adopt_user(SITE_OWNER_NAME):
        with_messages = order_package(hub, replace(june, messages=True))
        found = order_package(hub, secret)
    transaction.commit()
    assert (made(with_messages.id).state, made(found.id).state) == ("ready", "ready")
    assert Deliveries(hub, [order_storage.find_order(hub, found.id)]).periods(found.whose) == []
    holding = [each.id for each in packages_with_post(hub, found.whose, 1_781_517_600)]
    assert holding == [with_messages.id]


@pytest.mark.parametrize("decision", ["", " - "])
def test_a_command_without_a_decision_in_words_is_refused(order, decision):
    with pytest.raises(SystemExit):
        order("--channel", "hub/kultur/bloggen", "--secret", decision)


@pytest.mark.parametrize("decision", ["-", "x" * 1001])
def test_without_a_decision_in_words_it_is_refused(hub, june, decision):
    with pytest.raises(FaultyFields):
        order_package(hub, replace(june, secret=decision))


def test_the_archivist_of_another_authority_neither_orders_nor_downloads_it(
    hub, secret, made, owners, archivist, request_factory
):
    with api.env.adopt_user(archivist[0]), pytest.raises(Refusal):
        order_package(hub, secret)
    with api.env.adopt_user(owners[0]):
        found = order_package(hub, secret)
    transaction.commit()
    made(found.id)
    own, other = (request_factory(basic_auth=each) for each in (owners, archivist))
    file = own.get(f"hub/@packages/{found.id}").json()["download"]
    assert own.get(file, headers={"Accept": "*/*"}).status_code == 200
    assert other.get(file, headers={"Accept": "*/*"}).status_code == 404
    assert other.get(f"hub/@packages/{found.id}").json()["download"] is None


def test_the_list_of_packages_says_so_by_which_decision_and_whose(
    hub, secret, made, owners, archivist, browse
):
    with api.env.adopt_user(owners[0]):
        found = order_package(hub, secret)
    transaction.commit()
    made(found.id)
    shown = [_text(browse(*each), found.id) for each in (owners, archivist)]
    marked = (
        f"Kan omfattas av sekretess: bara meddelanden som är märkta så, enligt beslut: {DECISION}"
    )
    foreign = "Meddelandena i paketet hör till en annan myndighet, vars arkivarie hämtar det."
    assert [marked in each for each in shown] == [True, True]
    assert [foreign in each for each in shown] == [False, True]
    assert ["Ladda ner" in each for each in shown] == [True, False]
    assert not any("finns inte i databasen" in each for each in shown)


def _text(session, id):
    page = html.fromstring(session.get("hub/@@packages").text)
    return " ".join(page.get_element_by_id(f"package-{id}").text_content().split())
