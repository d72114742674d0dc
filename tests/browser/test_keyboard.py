"""What a visitor can do with a pointer can be done with the keyboard alone."""

import pytest

# Number everything that can be operated and is seen; gives how many there are.
NUMBER = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  const seen = all.filter((it) => it.checkVisibility({visibilityProperty: true})
    && !it.disabled && it.type !== 'hidden' && it.tabIndex >= 0)
  seen.forEach((it, number) => { it.dataset.stop = number })
  return seen.length
}"""
STOP = "() => document.activeElement?.dataset?.stop ?? null"
IS_SHOWN = """() => {
  const it = document.activeElement
  const styles = [getComputedStyle(it), getComputedStyle(it, '::after')]
  return styles.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
}"""


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/@@facebook", "Vem ansvarar?"),
        ("/@@parties", "Föreslå en ändring"),
        ("/@@facebook-presence", "Är kontot vårt?"),
        ("/@@sections", "Visa fler"),
        ("/..", "Alla platser på Facebook"),
    ],
)
def test_a_visitor_reaches_and_sees_everything_with_the_keyboard(page, hub_url, path, link):
    page.goto(hub_url + path)
    number = page.evaluate(NUMBER)
    reached, unseen = set(), set()
    for _ in range(number + 10):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is not None:
            reached.add(int(stop))
            if not page.evaluate(IS_SHOWN):
                unseen.add(page.evaluate("() => document.activeElement.outerHTML"))
    assert (set(range(number)) - reached, unseen) == (set(), set())
    page.get_by_role("link", name=link).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.rstrip("/") != (hub_url + path).rstrip("/")
