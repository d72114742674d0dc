"""Character encodings of documents."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_PROLOG = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# Python has more codecs than feeds use, and some of them are slow on malicious input.
_KNOWN = re.compile(
    r"(?:x-)?(?:iso-?8859-\d+|windows-\d+|cp\d+|koi8-[ru]|big5\S*|gb\w+|euc-\w+|shift[-_]jis"
    r"|sjis|mac-?\w+|iso-2022-\w+|tis-620|utf-?16\w*|utf-?32\w*)"
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# UTF-8 that was decoded as Windows-1252 and encoded again: a lead byte and its followers.
_FOLLOWERS = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
_TWICE = re.compile(f"[\u00c2-\u00f4][{_FOLLOWERS}\u0080-\u00bf]{{1,3}}")
_SURELY_TWICE = re.compile("\u00c3[\u00a4\u00a5\u00b6\u00bc\u00a9\u00a6\u00b8\u2026\u201e\u2013]")


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a document, without its byte order mark and illegal characters.

    Valid UTF-8 takes precedence over any declared encoding. If at most one byte in a thousand is
    invalid, the text is decoded as UTF-8 and those bytes as Windows-1252. Otherwise the encodings
    declared by the document and by the server are tried, then Windows-1252. Text that was encoded
    twice (``Ã¤`` for ``ä``) is repaired.
    """
    text = _ILLEGAL.sub("", _decoded(body, content_type))
    return _TWICE.sub(_once, text) if len(_SURELY_TWICE.findall(text)) > 2 else text


def _decoded(body: bytes, content_type: str) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _almost_utf8(body) or _declared(body, content_type) or _western(body)


def _almost_utf8(body: bytes) -> str:
    text = body.decode("utf-8", "surrogateescape")
    stray = sum(1 for _ in re.finditer("[\udc80-\udcff]", text))
    letters = sum(1 for _ in re.finditer("[\u0080-\ud7ff\ue000-\U0010ffff]", text))
    if not letters or stray > len(body) // 1000 + 1 or stray > letters:
        return ""
    return re.sub("[\udc80-\udcff]", lambda stray: _western(bytes([ord(stray[0]) - 0xDC00])), text)


def _once(match: re.Match[str]) -> str:
    data = b"".join(_byte(character) for character in match[0])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _declared(body: bytes, content_type: str) -> str:
    prolog, header = _PROLOG.search(body[:400]), _HEADER.search(content_type)
    names = [prolog[1].decode("ascii")] if prolog else []
    for name in [*names, *([header[1]] if header else [])]:
        name = name.lower()
        if re.fullmatch(r"iso-?8859-1|latin-?1|us-ascii|ascii|utf-?8", name):
            continue
        try:
            if _KNOWN.fullmatch(name):
                return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return ""


def _western(body: bytes) -> str:
    return body.decode("cp1252", "replace")
