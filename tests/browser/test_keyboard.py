"""What a visitor can do with a pointer can be done with the keyboard alone, and is seen.

Each page is loaded once and gone through with Tab: everything that can be operated has its turn
once, in the order in which it is read, on the screen, under nothing else, with a mark around it
that stands out from its ground (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11, 1.4.11).
"""

import pytest
from helpers.browser.pages import DESKTOP, PHONE, VISITORS, WORKING

MORE = ("?SearchableText=biblioteket", "?SearchableText=qqq", "/@@entry/nowhere")
WATCH = """() => {
  document.activeElement.blur()
  const all = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, audio, iframe, [tabindex="0"]')]
  const group = (it) => [...document.getElementsByName(it.name)]
  const stop = (it) => group(it).find((each) => each.checked) ?? group(it)[0]
  const stops = all.filter((it) => it.checkVisibility({visibilityProperty: true})
    && !it.disabled && it.tabIndex >= 0
    && !(it.type === 'radio' && it !== stop(it)))
  const parts = (it) => [[it, ''], [it, '::after'], [it.closest('.socialhub-card'), '']]
    .filter(([each]) => each)
  const drawn = ([it, part]) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it, part)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? outlineColor : ''
  }
  const numbers = (colour) => {
    const found = colour.match(/[\\d.]+/g).map(Number)
    return colour.startsWith('color(') ? found.map((each, n) => n < 3 ? each * 255 : each) : found
  }
  const light = (colour) => numbers(colour).slice(0, 3).map((each) => each / 255)
    .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, n) => sum + each * [0.2126, 0.7152, 0.0722][n], 0)
  const ground = (it) => {
    const own = it && getComputedStyle(it).backgroundColor
    return !it ? 'rgb(255, 255, 255)' : (numbers(own)[3] ?? 1) < 1 ? ground(it.parentElement) : own
  }
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b)
    return (more + 0.05) / (less + 0.05)
  }
  const marked = (it) => parts(it).some((part) => {
    const colour = drawn(part)
    const inside = parseFloat(getComputedStyle(...part).outlineOffset) < 0
    return colour && contrast(colour, ground(inside ? part[0] : part[0].parentElement)) >= 3
  })
  const plain = new Map(stops.map((it) => [it, parts(it).every((part) => !drawn(part))]))
  // A title's link covers its card or its hit, which may be taller than the screen.
  const covers = (it) => it.matches('.socialhub-title a, .socialhub-open')
  const place = (it) => {
    const { left, right, top, bottom } = it.getClientRects()[0] ?? it.getBoundingClientRect()
    const shown = top < innerHeight && bottom > 0 && left < innerWidth && right > 0
    const met = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return [shown, covers(it) || !met || it.contains(met) || met.contains(it)]
  }
  window.walked = []
  document.addEventListener('focusin', ({ target }) => {
    const [shown, free] = place(target)
    walked.push({
      stop: stops.indexOf(target), shown, free,
      seen: plain.get(target) && marked(target), what: target.outerHTML.slice(0, 200),
    })
  })
  // The page is scrolled after the focus has come.
  document.addEventListener('focusout', ({ target }) => {
    const last = walked.at(-1)
    if (last && !last.shown) [last.shown, last.free] = place(target)
  })
  return stops.length
}"""
PARTS = 8  # at most, in which the focus stops within a field for a date or time
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


@pytest.fixture
def walk(open_as, hub_url):
    """A function that gives what a walk by Tab meets on a page, and how many stops it has."""

    def walk(path, who="", screen=DESKTOP):
        page = open_as(who, viewport=screen)
        page.emulate_media(reduced_motion="reduce")
        page.goto(hub_url + path, wait_until="networkidle" if who else "load")
        keys = page.context.new_cdp_session(page)
        number = page.evaluate(WATCH)
        dates = page.locator("[type=date], [type=datetime-local], [type=month]").count()
        for _ in range(number + 8 + PARTS * dates):
            keys.send("Input.dispatchKeyEvent", TAB)
        keys.detach()
        # What a search suggests while the focus is in its field comes and goes.
        met = [each for each in page.evaluate("walked") if each["stop"] >= 0]
        return met[:number], number

    return walk


@pytest.mark.parametrize("path", dict.fromkeys((*VISITORS, *MORE)))
def test_a_visitors_page_is_gone_through_by_the_keyboard(walk, path):
    assert_each_stop_is_seen(*walk(path))


@pytest.mark.parametrize(("who", "path"), [(who, path) for who in WORKING for path in WORKING[who]])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_so_is_a_page_of_those_who_work_here(walk, path, who, screen):
    assert_each_stop_is_seen(*walk(path, who, screen))


def assert_each_stop_is_seen(met, number):
    begun = met[0]["stop"]  # where a page begins in a field, its end leads back to its top
    assert [each["stop"] for each in met] == [*range(begun, number), *range(begun)]
    assert [each["what"] for each in met if not (each["shown"] and each["free"])] == []
    assert [each["what"] for each in met if not each["seen"]] == []
