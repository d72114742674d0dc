"""The add-on's own pages in a real browser: its policy refuses nothing that they need."""

from urllib.parse import urljoin

import pytest
from helpers.browser.pages import BLOG, VISITORS

POLICY = "content-security-policy"
WATCH = """() => {
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))
}"""
# Plone's own pages, which have no policy of the add-on's.
PLONES = ("/..", "/../contact-info", "/../login", "/../@@search?SearchableText=biblioteket")
INLINE = """() => {
  const script = document.createElement('script')
  script.textContent = 'window.intruded = true'
  document.body.append(script)
  return window.intruded === true
}"""
WORKING = (
    "",
    "/@@board",
    "/@@messages",
    "/@@new-entry",
    "/@@webhooks",
    "/../@@graphic-profile",
    "/../@@socialhub-settings",
    f"{BLOG}/@@lifecycle?step=close",
    f"{BLOG}/@@rules",
)


@pytest.fixture
def visit(hub_url):
    """A function that opens an address in a page, and gives its policy and what was refused."""

    def visit(page, path):
        refused = []

        def listen(message):
            if "CSP:" in message.text or "Content Security Policy" in message.text:
                refused.append(message.text)

        page.on("console", listen)
        answer = page.goto(urljoin(f"{hub_url}/", path.removeprefix("/")) if path else hub_url)
        page.wait_for_load_state("networkidle")
        page.remove_listener("console", listen)
        return answer.headers.get(POLICY, ""), refused

    return visit


@pytest.fixture
def watched(page):
    page.add_init_script(f"({WATCH})()")
    return page


def test_nothing_is_refused_on_the_visitors_pages(watched, visit, hub_url):
    watched.goto(hub_url)
    entry = watched.locator("a[href*='@@entry/']").first.get_attribute("href")
    policies, refused = {}, {}
    for path in (*VISITORS, entry, "/nothing", "/../nothing"):
        policies[path], found = visit(watched, path)
        refused |= {path: found} if found else {}
    assert refused == {}
    assert {path for path, policy in policies.items() if not policy} == {*PLONES}


def test_a_form_is_sent_under_the_policy(watched, visit):
    policy, refused = visit(watched, f"{BLOG}/@@contact-responsible")
    watched.on("console", lambda message: refused.append(message.text))
    watched.fill("[name=subject]", "Skolplats")
    watched.fill("main [name=text]", "När börjar terminen?")
    with watched.expect_navigation():
        watched.click("main form[method=post] button[type=submit]")
    assert "form-action 'self'" in policy
    assert (refused, "receipt=" in watched.url) == ([], True)


def test_a_script_that_is_smuggled_into_a_visitors_page_does_not_run(watched, visit):
    visit(watched, "")
    refused = []
    watched.on("console", lambda message: refused.append(message.text))
    assert watched.evaluate(INLINE) is False
    assert any("script-src" in text for text in refused)


def test_nothing_is_refused_on_the_offices_pages(open_as, visit):
    page, refused = open_as("informationskontoret"), {}
    for path in WORKING:
        policy, found = visit(page, path)
        assert "'unsafe-eval'" in policy, path
        refused |= {path: found} if found else {}
    assert refused == {}
