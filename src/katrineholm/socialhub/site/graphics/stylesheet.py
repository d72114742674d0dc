"""The stylesheet of a profile. It has only custom properties with validated values."""

from collections.abc import Collection
from functools import lru_cache

from .colour import rgb
from .tokens import Tokens, css_properties, css_value, dark_tokens

# Colours that depend on each other: on a chosen surface, text of the site's theme might be
# unreadable.
DEPENDENCIES = (
    ({"brand", "on_brand"}, {"brand", "on_brand"}),
    ({"surface", "quiet"}, {"accent", "link", "text", "muted", "surface", "quiet", "line"}),
)
# Bootstrap's names, for its components within the add-on's pages.
BOOTSTRAP = {
    "accent": ("--bs-primary",),
    "link": ("--bs-link-color", "--bs-link-hover-color"),
    "text": ("--bs-body-color", "--bs-emphasis-color"),
    "muted": ("--bs-secondary-color",),
    "surface": ("--bs-body-bg",),
    "quiet": ("--bs-tertiary-bg",),
    "line": ("--bs-border-color",),
}
TRIPLES = {
    "link": ("--bs-link-color-rgb", "--bs-link-hover-color-rgb"),
    "accent": ("--bs-primary-rgb",),
}
THEME = ":root[data-socialhub-theme]"
PARTS = ":root:not([data-socialhub-theme]) .socialhub"
PARTS_IN_THE_DARK = ":root[data-bs-theme=dark]:not([data-socialhub-theme]) .socialhub"
# Without the theme the add-on's own parts have to apply properties that no rule of the site uses.
OWN_RULES = {
    "font": "font-family:var(--socialhub-font)",
    "text_size": "font-size:var(--socialhub-text-size)",
    # The page's own background may have quite another colour.
    "surface": (
        "background-color:var(--socialhub-surface);box-shadow:0 0 0 .75rem var(--socialhub-surface)"
    ),
}
BUTTON = {
    "--bs-btn-bg": "var(--socialhub-brand)",
    "--bs-btn-border-color": "var(--socialhub-brand)",
    "--bs-btn-color": "var(--socialhub-on-brand)",
    "--bs-btn-hover-bg": "var(--socialhub-brand)",
    "--bs-btn-hover-border-color": "var(--socialhub-brand)",
    "--bs-btn-hover-color": "var(--socialhub-on-brand)",
    "--bs-btn-active-bg": "var(--socialhub-brand)",
    "--bs-btn-active-border-color": "var(--socialhub-brand)",
    "--bs-btn-active-color": "var(--socialhub-on-brand)",
}


@lru_cache(maxsize=32)
def profile_css(tokens: Tokens, chosen: frozenset[str]) -> str:
    """Return the stylesheet of the chosen tokens, or "" if no token is chosen.

    In the add-on's theme they apply to the whole page, with dark variants for readers who prefer
    those. In any other theme they apply to the add-on's own parts. The result is cached.
    """
    if not chosen:
        return ""
    names, dark = dependent_tokens(chosen), dark_tokens(tokens)
    theme = f"{THEME},{THEME} .socialhub"
    in_the_dark = _rule(theme, css_properties(dark, names))
    rules = [
        _rule(theme, css_properties(tokens, names)),
        f"@media screen and (prefers-color-scheme:dark){{{in_the_dark}}}",
        _rule(
            PARTS,
            part_properties(tokens, names),
            *(OWN_RULES[name] for name in OWN_RULES if name in names),
        ),
        _rule(PARTS_IN_THE_DARK, part_properties(dark, names)),
    ]
    if "brand" in names:
        rules.append(_rule(f"{PARTS} .btn-primary", BUTTON))
    return "\n".join(rules) + "\n"


def part_properties(tokens: Tokens, names: set[str]) -> dict[str, str]:
    """Return the CSS properties for the add-on's own parts, also by Bootstrap's names."""
    found = css_properties(tokens, names)
    for name in sorted(names & {*BOOTSTRAP}):
        found |= dict.fromkeys(BOOTSTRAP[name], css_value(tokens, name))
    for name in sorted(names & {*TRIPLES}):
        triple = ",".join(map(str, rgb(getattr(tokens, name))))
        found |= dict.fromkeys(TRIPLES[name], triple)
    return found


def dependent_tokens(chosen: Collection[str]) -> set[str]:
    """Return the names of the chosen tokens and of those that depend on them."""
    return set(chosen).union(*(along for some, along in DEPENDENCIES if some & set(chosen)))


def inline_style(properties: dict[str, str]) -> str:
    """Return CSS properties as the value of a ``style`` attribute."""
    return ";".join(f"{name}:{value}" for name, value in properties.items())


def _rule(selector, properties, *more):
    return f"{selector}{{{';'.join([inline_style(properties), *more])}}}"
