"""What axe finds on a page, and what is wider than its screen."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from helpers.browser.pages import DESKTOP, PHONE

CONTENT = {"include": [["#content"]]}
# Plone's own widget for keywords has faults that are not ours to mend.
WHOLE = {"exclude": [[".select2-container"]]}
# Of what is as it should be, axe is to say nothing: that took as long as to look.
ALL = {"resultTypes": ["violations"]}
CONTRAST = ["color-contrast", "link-in-text-block"]
COLOURS = ALL | {"runOnly": CONTRAST}
# To measure colours is most of axe's work.
SHAPES = ALL | {"rules": {rule: {"enabled": False} for rule in CONTRAST}}
AXE = """([context, options]) =>
    axe.run(context, options).then(({violations}) => ({violations}))"""
# axe reads a page's few colours from their text for each element and layer: a third of its work.
READ_ONCE = """() => {
  const { prototype } = axe.commons.color.Color
  const { parseString } = prototype
  const known = new Map()
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = parseString.call(this, text)
      known.set(text, { r, g, b, alpha })
    }
    return Object.assign(this, known.get(text))
  }
}"""
# Plone's link to a page's history has no words until a script has written its date.
DATED = "[...document.querySelectorAll('time.pat-display-time')].every(it => it.textContent.trim())"
# What differs in the dark are colours.
EACH_PAIR = [
    (DESKTOP, "light", ALL),
    (DESKTOP, "dark", COLOURS),
    (PHONE, "light", ALL),
    (PHONE, "dark", COLOURS),
]
# No rule for narrow screens names a colour that wide ones have not; what a narrow one alone shows
# is looked at in the dark: its colours by day are measured where a page is looked at in all pairs.
EVERY = [*EACH_PAIR[:2], (PHONE, "light", SHAPES), *EACH_PAIR[3:]]
# Where one computer may take longer: each scheme and each screen, not all pairs of them.
EACH = [(DESKTOP, "light", ALL), (PHONE, "dark", ALL)]


def faults(page, ways, context=WHOLE):
    """What axe finds on a screen and in a colour scheme at a time, and what is too wide: a text."""
    found = []
    for screen, scheme, rules in ways:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        said = violations(page, context, rules)
        where = f"{scheme}, {screen['width']} px"
        found += [f"{where}: {said}"] if said else []
        if page.evaluate("document.documentElement.scrollWidth") > screen["width"]:
            found.append(f"{where}: is cut off")
    page.set_viewport_size(DESKTOP)
    return "\n".join(found)


def violations(page, context=WHOLE, rules=ALL):
    """What axe finds on a page as it is: a text."""
    page.wait_for_function(DATED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(READ_ONCE)
    report = AxeResults(page.evaluate(AXE, [context, rules]))
    return report.generate_report() if report.violations_count else ""
