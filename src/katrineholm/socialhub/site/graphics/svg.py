"""The sanitizer of SVG: it keeps shapes, text and gradients, but no external resources.

The metadata of drawing programs is dropped. Scripts and animation are refused, as no logotype has
them. This is the only module that imports lxml.
"""

import re
from dataclasses import dataclass

from lxml import etree

from ... import _
from ..pages.refusals import Refusal

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
WORDS = {"text", "tspan", "title", "desc"}
PAINTS = {"linearGradient", "radialGradient", "stop", "clipPath", "mask"}
ELEMENTS = {"svg", "g", "defs", "symbol", "use", "style", *SHAPES, *WORDS, *PAINTS}
ACTIVE_ELEMENTS = {
    "script",
    "foreignObject",
    "handler",
    "animate",
    "animateMotion",
    "animateTransform",
    "set",
}
DROPPED = {"metadata"}
STYLES = {
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap"),
    *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset"),
    *("stroke-opacity", "opacity", "clip-path", "clip-rule", "mask", "mask-type", "color"),
    *("display", "visibility", "stop-color", "stop-opacity", "paint-order", "font-family"),
    *("font-size", "font-weight", "font-style", "text-anchor", "letter-spacing"),
}
ATTRIBUTES = {
    *("id", "class", "transform", "viewBox", "preserveAspectRatio", "width", "height"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy"),
    *("d", "points", "offset", "gradientUnits", "gradientTransform", "spreadMethod"),
    *("clipPathUnits", "maskUnits", "maskContentUnits"),
    *STYLES,
}
LOCAL_URL = re.compile(r"""url\(\s*(["']?)#[\w.-]+\1\s*\)""")
EXTERNAL = re.compile(r"url\s*\(|src\s*\(|image(-set)?\s*\(|\\", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"\s*([\w\s.,#*>:-]+?)\s*\{([^{}]*)\}\s*")
LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")
NUMBER = re.compile(r"-?\d{1,6}(\.\d+)?")

UNREADABLE = _("The picture cannot be read as SVG.")
ACTIVE_CONTENT = _("The picture holds a program or something that moves, which a logotype may not.")
EXTERNAL_CONTENT = _("The picture fetches something from elsewhere, which a logotype may not.")
PICTURE = _("The picture holds another picture. Draw it as shapes, or save it as PNG.")
STYLED = _("The picture's styles cannot be checked. Save it as plain SVG, or as PNG.")
SIZELESS = _("The picture does not say how large it is.")
NESTED_REPEATS = _("The picture repeats parts within parts. Save it as plain SVG, or as PNG.")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sanitized SVG and its size in its own units."""

    data: bytes
    width: float
    height: float


def sanitized_svg(data: bytes) -> Drawing:
    """Return a sanitized copy of an SVG. Raise Refusal if it is invalid or has active content."""
    root = _read(data)
    if _name(root) != "svg":
        raise Refusal(UNREADABLE)
    _check_repeats(root)
    left, top, width, height = _box(root)
    made = _copy(root, None)
    made.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    made.set("width", f"{width:g}")
    made.set("height", f"{height:g}")
    return Drawing(etree.tostring(made, encoding="utf-8"), width, height)


def _read(data):
    # Neither entities nor default attributes: only the content of the file itself counts.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refusal(UNREADABLE) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise Refusal(UNREADABLE)
    return root


def _name(element):
    """Return the name of an SVG element; "" for other vocabularies."""
    if not isinstance(element.tag, str):
        raise Refusal(UNREADABLE)  # an entity
    name = etree.QName(element)
    return name.localname if name.namespace in (SVG, None) else ""


def _copy(element, parent):
    name = _name(element)
    if not name or name in DROPPED:
        return None
    _check_element(name)
    made = _new_element(name, parent)
    for attribute, value in element.attrib.items():
        _set(made, etree.QName(attribute), value)
    if name == "style":
        made.text = _rules(element.text or "")
        return made
    for child in element:
        copied = _copy(child, made)
        if copied is not None and name in WORDS:
            copied.tail = child.tail
    made.text = element.text if name in WORDS else None
    return made


def _check_element(name):
    if name in ACTIVE_ELEMENTS:
        raise Refusal(ACTIVE_CONTENT)
    if name == "image":
        raise Refusal(PICTURE)
    if name not in ELEMENTS:
        raise Refusal(
            _(
                "The picture holds the element ${name}, which is not allowed here. Save it as "
                "plain SVG, or as PNG.",
                mapping={"name": name[:40]},
            )
        )


def _new_element(name, parent):
    if parent is None:
        return etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG})
    return etree.SubElement(parent, f"{{{SVG}}}{name}")


def _set(made, attribute, value):
    name = attribute.localname
    if name.lower().startswith("on"):
        raise Refusal(ACTIVE_CONTENT)
    if name == "href" and attribute.namespace in (XLINK, None):
        made.set("href", _local_target(value))
    elif attribute.namespace is None and name == "style":
        made.set("style", _declarations(value))
    elif attribute.namespace is None and name in ATTRIBUTES:
        made.set(name, _safe_value(value))


def _local_target(target):
    if not target.strip().startswith("#"):
        raise Refusal(EXTERNAL_CONTENT)
    return target.strip()


def _safe_value(value):
    if EXTERNAL.search(LOCAL_URL.sub("", value)):
        raise Refusal(EXTERNAL_CONTENT)
    return value


def _rules(text):
    """Return a style sheet of simple rules, without @-rules and nesting."""
    text, at, found = COMMENT.sub("", text).rstrip(), 0, []
    while at < len(text):
        rule = RULE.match(text, at)
        if rule is None:
            raise Refusal(STYLED)
        found.append(f"{rule[1]}{{{_declarations(rule[2])}}}")
        at = rule.end()
    return "\n".join(found)


def _declarations(text):
    found = []
    for declaration in filter(str.strip, COMMENT.sub("", text).split(";")):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if name.lower() in STYLES:
            found.append(f"{name.lower()}:{_safe_value(value)}")
        else:
            _safe_value(value)
    return ";".join(found)


def _check_repeats(root):
    """Refuse nested repetitions, which turn a small file into an endless drawing."""
    repeats = [each for each in root.iter() if _name(each) == "use"]
    targets = (each.get("href") or each.get(f"{{{XLINK}}}href") or "" for each in repeats)
    repeated = {each.strip().removeprefix("#") for each in targets}
    for each in repeats:
        if any(above.get("id") in repeated for above in each.iterancestors()):
            raise Refusal(NESTED_REPEATS)


def _box(root):
    """Return left, top, width and height."""
    numbers = (root.get("viewBox") or "").replace(",", " ").split()
    if len(numbers) == 4 and all(map(NUMBER.fullmatch, numbers)):
        box = [float(each) for each in numbers]
    else:
        sizes = [LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
        box = [0, 0, *(float(size[1]) if size else 0 for size in sizes)]
    if min(box[2:]) <= 0:
        raise Refusal(SIZELESS)
    return box
