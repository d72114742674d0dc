"""A registrar's request over posts and messages: found, masked, looked at and given out."""

from zipfile import ZipFile

from helpers.browser.eyes import ALL, WHOLE, violations
from playwright.sync_api import expect

REGISTRAR = "registrator"
JSON = {"Accept": "application/json"}
LAW, MARK = "21 kap. 7 §", "[uppgift dold]"


def test_a_request_over_a_post_and_a_message_is_given_out_without_a_script(
    open_as, hub_url, tmp_path
):
    registrar = open_as(REGISTRAR, java_script_enabled=False)
    post, message = post_with_picture(registrar, hub_url), newest(registrar, hub_url, "message")
    gather(registrar, f"{hub_url}/@@record?type=entry&b_size=100", post["key"])
    into = registrar.url.rpartition("/")[2]
    gather(registrar, f"{hub_url}/@@record?type=message&b_size=100", message["key"], into)
    expect(registrar.locator("#socialhub-things ~ form li")).to_have_count(2)
    word = mask(registrar, post)
    registrar.get_by_role("link", name="Förhandsgranska").click()
    expect(registrar.locator("body")).to_contain_text(MARK)
    expect(registrar.locator("body")).not_to_contain_text(word)
    registrar.go_back()
    registrar.get_by_role("button", name="Gör en ZIP-fil").click()
    expect(registrar.locator("#global_statusmessage")).to_contain_text("Utlämnandet är klart")
    with registrar.expect_download() as download:
        registrar.get_by_role("link", name="ZIP-fil").click()
    download.value.save_as(tmp_path / "given.zip")
    read_offline(open_as(), tmp_path, word)
    registrar.goto(f"{hub_url}/@@request")
    expect(registrar.locator("main")).to_contain_text(f"Maskat med stöd av {LAW}")


def test_the_pages_fit_a_phone_and_have_no_faults_of_accessibility(open_as, hub_url):
    phone = open_as(REGISTRAR, viewport={"width": 390, "height": 800})
    post = post_with_picture(phone, hub_url)
    gather(phone, f"{hub_url}/@@record?type=entry&b_size=100", post["key"])
    request = phone.url
    for page in (f"{hub_url}/@@request", request, f"{request}/thing?key={post['key']}"):
        phone.goto(page)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found = violations(phone, WHOLE, ALL | {"runOnly": ["wcag2a", "wcag2aa"]})
        assert not found, found


def gather(page, url, key, into=""):
    page.goto(url)
    page.check(f'[name=things][value="{key}"]')
    page.select_option("[name=into]", into)
    page.get_by_role("button", name="Lägg till i begäran").click()
    expect(page.locator("#global_statusmessage")).to_contain_text("Tillagt i begäran: 1.")


def mask(page, post):
    """Mask the longest word of a post's title by its page; the word."""
    word = max(post["title"].split(), key=len).strip(".,:;!?”\"'")
    page.get_by_role("link", name=post["title"]).click()
    page.get_by_label("Uppgifter att maska").fill(word)
    page.get_by_label("Lagrum").fill(LAW)
    page.get_by_label("Skäl").fill("Personuppgift")
    page.get_by_role("button", name="Maska", exact=True).click()
    expect(page.locator("#global_statusmessage")).to_contain_text("Maskat i det som lämnas ut")
    page.locator("main").get_by_role("link", name="Begäran").first.click()
    return word


def read_offline(page, folder, word):
    """The page in the ZIP shows its picture with nothing but a browser."""
    with ZipFile(folder / "given.zip") as zipped:
        zipped.extractall(folder)
    [index] = folder.glob("*/index.html")
    page.context.set_offline(True)
    page.goto(index.as_uri())
    expect(page.get_by_role("heading", name="Uppgifter som är maskade")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(word)
    assert page.locator("img").first.evaluate("image => image.naturalWidth") > 0


def post_with_picture(page, hub_url):
    for item in found(page, hub_url, "entry"):
        whole = page.request.get(f"{hub_url}/@record/{item['id']}", headers=JSON).json()
        if whole["pictures"] and not whole["title_derived"]:
            return item
    raise AssertionError("No post has a picture")


def newest(page, hub_url, type):
    return found(page, hub_url, type)[0]


def found(page, hub_url, type):
    address = f"{hub_url}/@record?type={type}&b_size=100"
    return page.request.get(address, headers=JSON).json()["items"]
