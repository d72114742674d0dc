"""What a visitor reads is worded once, in the page's value: templates only draw it."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

CODE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
PUBLIC = {"zope2.View", "zope2.Public", "zope.Public"}
ZOPES = "http://xml.zope.org/namespaces/"
# What a visitor may ask for and is shown nothing of: the view asks for more, or for a link's key.
OFFICERS = {
    "accounts/lifecycle/duties_page.pt": "members, of what they may see or hold",
    "accounts/lifecycle/confirmation_page.pt": "the responsible, by the link of a mail",
    "archive/record/post.pt": "readers of the record",
    "archive/record/record.pt": "readers of the record; visitors are led to @@ask-record",
    "archive/record/withdrawals_page.pt": "those who answer for the channel",
    "inbox/desk/answer_link_page.pt": "another authority, by the link of a mail",
    "office/board/board_rows.pt": "the information office",
    "office/board/feed_doctor.pt": "those who report channels",
    "office/board/actions.pt": "those who tend the place",
    "office/workplace/hub_ways.pt": "members",
    "office/workplace/workplace.pt": "members",
    "public/listings/held_entries.pt": "those who review entries",
    "public/posting/channel_choice.pt": "those who write entries",
    "public/posting/descriptions.pt": "those who write entries",
    "refresh/state.pt": "those who tend the channel; what visitors read of it comes from Python",
    "setup/preserved_content.pt": "the site's managers",
}
MACRO = re.compile(r"@@([\w-]+)/(\w+)")
ALIAS = re.compile(r"(\w+) nocall:context/@@([\w-]+)")


@cache
def registrations() -> list[tuple[Path, dict]]:
    """What is registered for browsers: the folder, and the attributes."""
    return [
        (path.parent, element.attrib)
        for path in sorted(CODE.rglob("*.zcml"))
        for element in ElementTree.parse(path).iter()
        if element.tag.rpartition("}")[2] in ("page", "viewlet", "portlet", "portletRenderer")
    ]


def templates_of(folder: Path, each: dict) -> set[Path]:
    """The templates of one: its own, and those of its class's module."""
    found = [folder / each["template"]] if "template" in each else []
    name = each.get("class") or each.get("renderer") or ""
    if re.match(r"\.\w", name) and not found:
        module = (folder / f"{name.split('.')[1]}.py").read_text("utf-8")
        found += [folder / name for name in re.findall(r'TemplateFile\("([\w./]+)"', module)]
    return set(found)


@cache
def library() -> dict[str, Path]:
    """The pages of macros, by their names."""
    return {
        each["name"]: folder / each["template"]
        for folder, each in registrations()
        if each.get("permission") == "zope2.Private" and "template" in each
    }


def macros_in(text: str) -> set[tuple[str, str]]:
    """The macros that a template draws with."""
    found = set(MACRO.findall(text))
    for alias, name in ALIAS.findall(text):
        found |= {(name, macro) for macro in re.findall(rf"[\s\"]{alias}/(\w+)", text)}
    return {(name, macro) for name, macro in found if name in library()}


@cache
def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text("utf-8"))


def said(element: ElementTree.Element) -> dict[str, str]:
    """The statements of Zope's in an element, such as ``tal:content``, with their values."""
    own = element.tag.rpartition("}")[0]
    full = {
        name if "}" in name else f"{own}}}{name}": element.attrib[name] for name in element.attrib
    }
    of_zope = {name: value for name, value in full.items() if name.startswith(f"{{{ZOPES}")}
    return {name[len(ZOPES) + 1 :].replace("}", ":"): of_zope[name] for name in of_zope}


def macro(name: str, defined: str) -> ElementTree.Element:
    """A macro's element, in the page of macros of a name."""
    root = parsed(library()[name])
    return next(each for each in root.iter() if said(each).get("metal:define-macro") == defined)


def met() -> dict[str, ElementTree.Element]:
    """All that a visitor can meet: templates whole, and of pages of macros those in use."""
    public = [each for each in registrations() if each[1].get("permission", "zope2.View") in PUBLIC]
    paths = {path for folder, each in public for path in templates_of(folder, each)}
    paths.add(CODE / "site/pages/information_page.pt")
    names = {str(path.relative_to(CODE)): path for path in sorted(paths)}
    found = {name: parsed(path) for name, path in names.items() if name not in OFFICERS}
    left = list(found.values())
    while left:
        for name, defined in macros_in(ElementTree.tostring(left.pop(), "unicode")):
            if f"{name}/{defined}" not in found:
                found[f"{name}/{defined}"] = macro(name, defined)
                left.append(found[f"{name}/{defined}"])
    return found


def sentences(root: ElementTree.Element) -> list[str]:
    """The words that stand in a template itself."""
    found = []
    for each in root.iter():
        found += [name for name in said(each) if name in ("i18n:translate", "i18n:attributes")]
        if not {"tal:content", "tal:replace"} & {*said(each)}:
            found += re.findall(r"[^\W\d_]{2,}.*", re.sub(r"\$\{.*?\}", "", each.text or ""))
        found += re.findall(r"[^\W\d_]{2,}.*", each.tail or "")
    return found


@pytest.mark.parametrize("name", sorted(met()))
def test_what_a_visitor_meets_is_drawn_without_a_sentence_of_the_templates_own(name):
    assert sentences(met()[name]) == []


def test_what_is_excepted_is_still_there_and_needs_it():
    assert [name for name in OFFICERS if not sentences(parsed(CODE / name))] == []
