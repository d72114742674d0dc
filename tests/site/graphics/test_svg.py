"""An SVG becomes harmless or is refused in one sentence."""

import pytest
from zope.i18n import interpolate

from katrineholm.socialhub.site.graphics import svg
from katrineholm.socialhub.site.graphics.svg import sanitized_svg
from katrineholm.socialhub.site.pages.refusals import Refusal

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
BOX = ' viewBox="0 0 40 20">'


def drawing(inner, head=HEAD + BOX):
    return f"{head}{inner}</svg>".encode()


def kept(inner, head=HEAD + BOX):
    made = sanitized_svg(drawing(inner, head))
    text = made.data.decode()
    return text[text.index(">") + 1 : text.rindex("<")] if "</svg>" in text else ""


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0h40v20z" fill="#98222b"/>',
        '<g transform="translate(1 2)"><rect width="3" height="4" rx="1"/></g>',
        '<text x="1" y="9" font-family="Arial">Åre &amp; <tspan>öst</tspan> kommun</text>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<circle cx="9" cy="9" r="4" fill="url(#a)"/>',
        '<style>.a{fill:#123456;opacity:.5}</style><path class="a" d="M0 0"/>',
        '<defs><rect id="r" width="2" height="2"/></defs><use href="#r" x="4"/>',
        '<clipPath id="c"><path d="M0 0"/></clipPath><g style="clip-path:url(#c);fill:red"/>',
        "<title>Katrineholms kommun</title>",
    ],
)
def test_a_drawing_is_kept_as_it_is(inner):
    assert kept(inner) == inner


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        ("<!-- av Anna --><?php x?><g/>", "<g/>"),
        ("<metadata><rdf xmlns='urn:x'><script/></rdf></metadata><g/>", "<g/>"),
        ('<namedview xmlns="http://sodipodi"/><g xmlns:i="urn:i" i:label="Lager"/>', "<g/>"),
        ('<g data-name="Lager 1" aria-label="x" enable-background="new"/>', "<g/>"),
        ('<g style="-inkscape-font:x;fill:red;/* a */position:fixed"/>', '<g style="fill:red"/>'),
        ('<use xlink:href=" #r "/><g id="r"/>', '<use href="#r"/><g id="r"/>'),
        ("<style>/* a */ .a, .b > g { FILL : red ; cursor:x }</style>", None),
    ],
)
def test_what_an_editor_program_leaves_is_dropped(inner, left):
    assert kept(inner) == (left or "<style>.a, .b &gt; g{fill:red}</style>")


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<script>alert(1)</script>", svg.ACTIVE_CONTENT),
        ('<script href="data:,alert(1)"/>', svg.ACTIVE_CONTENT),
        ("<g onload='alert(1)'/>", svg.ACTIVE_CONTENT),
        ("<g ONCLICK='alert(1)'/>", svg.ACTIVE_CONTENT),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg"/>', svg.ACTIVE_CONTENT),
        (
            "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
            svg.ACTIVE_CONTENT,
        ),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', svg.ACTIVE_CONTENT),
        ('<set attributeName="onload" to="alert(1)"/>', svg.ACTIVE_CONTENT),
        ('<use href="https://ond.example/x.svg#a"/>', svg.EXTERNAL_CONTENT),
        ('<use xlink:href="data:image/svg+xml,x"/>', svg.EXTERNAL_CONTENT),
        ('<use href="&#x9;javascript:alert(1)"/>', svg.EXTERNAL_CONTENT),
        ('<g fill="url(https://ond.example/)"/>', svg.EXTERNAL_CONTENT),
        ("<g fill=\"URL( '//ond.example' )\"/>", svg.EXTERNAL_CONTENT),
        ('<g fill="url(#a) url(//ond.example)"/>', svg.EXTERNAL_CONTENT),
        ('<g style="fill:u\\72l(//ond.example)"/>', svg.EXTERNAL_CONTENT),
        ('<g style="background:url(//ond.example)"/>', svg.EXTERNAL_CONTENT),
        ('<g style="fill:ur/**/l(//ond.example)"/>', svg.EXTERNAL_CONTENT),
        ('<g style="fill:image-set(x)"/>', svg.EXTERNAL_CONTENT),
        ("<style>.a{fill:url(//ond.example)}</style>", svg.EXTERNAL_CONTENT),
        ("<style>@import '//ond.example';</style>", svg.STYLED),
        ("<style>@font-face{src:x}</style>", svg.STYLED),
        ("<style>.a{.b{fill:red}}</style>", svg.STYLED),
        ("<style>.a[x='</style>]{}</style>", svg.UNREADABLE),
        ('<image href="data:image/png;base64,AA"/>', svg.PICTURE),
        ("<a href='#x'><g/></a>", None),
        ("<filter id='f'/>", None),
        ("<use href='#a'/><g id='a'><use href='#b'/></g><g id='b'/>", svg.NESTED_REPEATS),
        ("<g id='a'><use href='#a'/></g>", svg.NESTED_REPEATS),
        ("<g>", svg.UNREADABLE),
        ("&ond;", svg.UNREADABLE),
    ],
)
def test_what_would_do_something_is_refused(inner, reason):
    with pytest.raises(Refusal) as refusal:
        sanitized_svg(drawing(inner))
    if reason:
        assert refusal.value.sentence == reason
    else:
        assert "${name}" in refusal.value.sentence


BOMB = (
    '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>&b;</title></svg>'
)
OUTSIDE = (
    '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>&a;</title></svg>'
)
DEFAULTS = (
    '<!DOCTYPE svg [<!ATTLIST g onload CDATA "alert(1)">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g/></svg>'
)


@pytest.mark.parametrize(
    "text",
    [
        *("", "hej", "<", "<html><script>alert(1)</script></html>", "<svg>", BOMB, OUTSIDE),
        '<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
        '<x:svg xmlns:x="http://elsewhere"/>',
        "<a>" * 20000,
    ],
)
def test_what_is_no_svg_is_refused(text):
    with pytest.raises(Refusal) as refusal:
        sanitized_svg(text.encode())
    assert refusal.value.sentence == svg.UNREADABLE


def test_no_attribute_comes_from_elsewhere_than_the_drawing():
    assert b"onload" not in sanitized_svg(DEFAULTS.encode()).data


def test_a_document_type_without_entities_is_dropped():
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    made = sanitized_svg(doctype.encode() + drawing("<g/>"))
    assert made.data.startswith(b"<svg ")


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 40 20"', (40, 20)),
        ('viewBox="-5,-5,40.5,20" width="1" height="1"', (40.5, 20)),
        ('width="300px" height="100"', (300, 100)),
        ('width="30mm" height="10.5mm"', (30, 10.5)),
    ],
)
def test_a_drawing_tells_its_size(head, size):
    made = sanitized_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>'.encode())
    assert (made.width, made.height) == size
    assert f'width="{size[0]:g}" height="{size[1]:g}"'.encode() in made.data


@pytest.mark.parametrize(
    "head", ["", 'width="100%" height="100%"', 'viewBox="0 0 0 9"', 'viewBox="0 0 nan inf"']
)
def test_a_drawing_without_a_size_is_refused(head):
    with pytest.raises(Refusal) as refusal:
        sanitized_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>'.encode())
    assert refusal.value.sentence == svg.SIZELESS


def test_a_refusal_names_no_more_than_part_of_a_strange_name():
    with pytest.raises(Refusal) as refusal:
        sanitized_svg(drawing(f"<{'x' * 500}/>"))
    sentence = refusal.value.sentence
    assert len(interpolate(sentence, sentence.mapping)) < 200
