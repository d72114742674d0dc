"""The archive: a channel closed with its package, a disposal by two people, a name masked."""

import re
import time
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from days import local_day
from helpers.browser.eyes import CONTENT, EACH, faults
from playwright.sync_api import expect

OFFICE, REGISTRAR, ARCHIVISTS = "informationskontoret", "registrator", ("arkivarie", "arkivarie2")
PACKED = "/kulturforvaltningen/kulturen-pa-instagram"
CLOSED, TITLE = "/samhallsbyggnadsforvaltningen/gator-och-parker", "Gator och parker"
OLDEST, LIGHTS = '"stigen runt sjön"', '"norrsken över Djulö"'
NAME, MARK = "Elin", "[uppgift dold]"
JSON = {"Accept": "application/json"}
PATIENCE = 90  # seconds at most, until the worker has come by on a busy machine


def test_a_channel_is_closed_when_a_package_holds_its_last_post(open_as, hub_url, tmp_path):
    office, archivist = open_as(OFFICE, java_script_enabled=False), open_as(ARCHIVISTS[0])
    channel = hub_url + CLOSED
    office.goto(f"{channel}/@@lifecycle?step=close")
    expect(office.locator("#socialhub-archived")).to_contain_text("Inget leveranspaket")
    package = pack(archivist, hub_url, TITLE)
    with archivist.expect_download() as download:
        package.get_by_role("link", name=re.compile("^Ladda ner")).click()
    download.value.save_as(tmp_path / "package.zip")
    with ZipFile(tmp_path / "package.zip") as zipped:
        names = zipped.namelist()
    assert [each for each in names if each.endswith("/data/view/index.html")]
    office.goto(f"{channel}/@@lifecycle?step=close")
    expect(office.locator(".socialhub-unmet")).to_have_count(0)
    office.fill("[name=comment]", "Förvaltningen skriver på webbplatsen i stället.")
    office.click("button[name=do][value=close]")
    expect(office.locator(".socialhub-next")).to_contain_text("Avslutad")
    receipt(package)
    expect(package).to_contain_text("LEV 2026-17")


def pack(page, hub_url, title):
    """Order a package of all that a channel has, and wait for it; its place on the page."""
    page.goto(f"{hub_url}/@@packages")
    option = page.locator("[name=whose] option", has_text=f"{title} (").first
    page.select_option("[name=whose]", option.get_attribute("value"))
    page.fill("[name=from]", "2000-01-01")
    page.get_by_role("button", name="Beställ paketet").click()
    package = page.locator(".socialhub-package", has_text=title).first
    expect(package.locator("strong")).to_have_text("Färdigt", timeout=PATIENCE * 1000)
    page.goto(f"{hub_url}/@@packages")
    return package


def receipt(package):
    package.locator("summary").click()
    package.locator("[name=day]").fill(local_day().isoformat())
    package.locator("[name=note]").fill("LEV 2026-17")
    package.get_by_role("button", name="Anteckna kvittot").click()


def test_a_post_is_disposed_of_by_two_people_without_javascript(open_as, hub_url):
    first, second = (open_as(name, java_script_enabled=False) for name in ARCHIVISTS)
    [post] = found(first, hub_url, OLDEST)
    assert open_as().goto(f"{hub_url}/@@entry/{post}").status == 200
    put_in_force(first, second, hub_url, days=150)
    first.goto(f"{hub_url}/@@dispose-entries?kind=entry")
    expect(first.locator("[name=entries]:checked")).to_have_count(0)
    year = first.locator("[name=year] option").last.get_attribute("value")
    first.select_option("[name=year]", year)
    first.get_by_role("button", name="Visa").click()
    expect(first.locator("main")).to_contain_text("Visar 1–")
    first.locator(f"[name=entries][value='{post}']").check()
    first.get_by_role("button", name="Föreslå gallring").click()
    expect(first.locator("main")).to_contain_text("någon annan bekräftar")
    expect(first.get_by_role("button", name="Bekräfta gallringen")).to_have_count(0)
    second.goto(f"{hub_url}/@@dispose-entries")
    second.locator("#socialhub-proposals ~ ul a").first.click()
    expect(second.locator(f"main a[href$='/@@record/{post}']")).to_be_visible()
    second.get_by_label("Jag bekräftar: det raderas för gott").check()
    second.get_by_role("button", name="Bekräfta gallringen").click()
    certificate = second.get_by_role("link", name="Gallringsbeviset (textfil)").first
    wait_for(second, f"{hub_url}/@@dispose-entries", certificate)
    with second.expect_download() as download:
        certificate.click()
    told = download.value.path().read_text("utf-8")
    assert "Föreslaget av: Astrid Holm (arkivarie)" in told
    assert "Bekräftat av: Tore Lind (arkivarie2)" in told
    assert re.search(rf"{post}\t.*\tgallrat\t.*\t[0-9a-f]{{64}}", told)
    # Another visitor asks: a browser may keep a page for ten seconds.
    assert open_as().goto(f"{hub_url}/@@entry/{post}").status == 410
    assert found(first, hub_url, OLDEST) == []


def put_in_force(page, other, hub_url, days):
    """The rule for entries, by two archivists; the others stay examples."""
    page.goto(f"{hub_url}/@@retention")
    page.locator("summary", has_text=re.compile(r"^\s*Inlägg:")).click()
    rule = page.locator("details[open]")
    rule.locator("[name=days]").fill(str(days))
    rule.locator("[name=decision]").fill("Dokumenthanteringsplan 2026, 4.2")
    rule.locator("[name=active]").check()
    rule.locator("button").click()
    expect(page.locator("#global_statusmessage")).to_contain_text("Regeln är föreslagen")
    other.goto(f"{hub_url}/@@retention")
    other.get_by_role("button", name="Bekräfta regeln").click()
    expect(other.locator("#global_statusmessage")).to_contain_text("Regeln är bekräftad")


def wait_for(page, url, wanted):
    """Look at a page anew until something is there."""
    end = time.monotonic() + PATIENCE
    while not wanted.count() and time.monotonic() < end:
        time.sleep(0.5)
        page.goto(url)
    expect(wanted).to_be_visible()


@pytest.fixture
def unmasked(open_as, hub_url):
    """The post with a name and a picture; it is shown whole again when the test is over."""
    office = open_as(OFFICE, java_script_enabled=False)
    [post] = found(office, hub_url, LIGHTS)
    yield post
    office.goto(f"{hub_url}/@@mask-entry/{post}")
    take_away = office.get_by_role("button", name="Häv maskningen")
    if take_away.count():
        office.fill("[name=reason]", "Provet är slut.")
        take_away.click()


def test_a_masked_name_is_gone_everywhere_but_in_the_record(open_as, hub_url, unmasked):
    office, visitor = open_as(OFFICE, java_script_enabled=False), open_as()
    visitor.goto(f"{hub_url}/@@entry/{unmasked}")
    picture = visitor.locator("main img[src*='@@picture']").first.get_attribute("src")
    assert visitor.request.get(picture).status == 200
    assert all(NAME in text for text in told(visitor, hub_url, unmasked))
    office.goto(f"{hub_url}/@@mask-entry/{unmasked}")
    office.get_by_label("Uppgifter att maska").fill(NAME)
    office.locator("[name=pictures]").first.check()
    office.fill("[name=reason]", "Begäran från den det gäller")
    office.get_by_role("button", name="Maska", exact=True).click()
    expect(office.locator("#global_statusmessage")).to_contain_text("Maskat")
    # Another visitor asks: a browser may keep a page for ten seconds.
    for text in told(open_as(), hub_url, unmasked):
        assert "Norrsken över Djulö" in text
        assert MARK in text
        assert NAME not in text
    assert visitor.request.get(picture).status in (404, 410)
    registrar = open_as(REGISTRAR)
    registrar.goto(f"{hub_url}/@@record/{unmasked}")
    expect(registrar.locator("main")).to_contain_text(f"Tack {NAME} för bilden!")
    # It is lazy: it may come after the page.
    picture = registrar.locator("main img").first.element_handle()
    registrar.wait_for_function("image => image.naturalWidth > 0", arg=picture)


def told(visitor, hub_url, post):
    """What a visitor is told of the post: by the hub, its own page, the feed, and REST."""
    found = f"{hub_url}?SearchableText={quote(LIGHTS)}"
    visitor.goto(found)
    wait_for(visitor, found, visitor.locator("main").get_by_text("i natt").first)
    yield visitor.locator("main").inner_text()
    visitor.goto(f"{hub_url}/@@entry/{post}")
    yield visitor.locator("main").inner_text()
    for address in (f"{PACKED}/@@json-feed", f"/@entries?SearchableText={quote(LIGHTS)}"):
        yield str(visitor.request.get(hub_url + address, headers=JSON).json()["items"])


def found(page, hub_url, words):
    """The ids of the posts of the record that say something and that visitors may see."""
    address = f"{hub_url}/@record?type=entry&SearchableText={quote(words)}"
    return [each["id"] for each in page.request.get(address, headers=JSON).json()["items"]]


def test_the_pages_fit_a_phone_and_have_no_faults_of_accessibility(open_as, hub_url):
    pages = ("@@archive", "@@packages", "@@retention", "@@dispose-entries", "@@holds", "@@record")
    page = open_as(ARCHIVISTS[0])
    for each in (*(f"/{name}" for name in pages), f"{PACKED}/@@snapshots"):
        page.goto(hub_url + each)
        assert not (found := faults(page, EACH, CONTENT)), (each, found)
