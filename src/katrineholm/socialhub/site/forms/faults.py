"""All that is wrong with what was sent is told at once, each at its field (WCAG 2.2, 3.3.1).

Whoever reads a form gathers its faults in ``Faults``; the form's page notes them for the request,
and ``marked`` puts them at the fields when the page is sent. So no template says it for itself.
"""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ...core.messages.engine import Refused
from .refusals import FaultyFields, Refusal

NOTED = "katrineholm.socialhub.faults"
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)
CONTROL = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
CHOSEN = ("radio", "checkbox")


class Faults:
    """What is wrong with what was sent: a sentence for each field, the first one that is found."""

    def __init__(self):
        self.found, self.guard = dict[str, str](), ""

    def take(self, name: str, read: Callable[..., Any], *given: object) -> Any:
        """What ``read`` makes of what is given; None where it refuses that, which is noted.

        A refusal that tells of fields itself is noted at those.
        """
        try:
            return read(*given)
        except (Refusal, Refused) as refusal:
            if isinstance(refusal, Refusal):
                self.guard = self.guard or getattr(refusal, "guard", "")
            for field, sentence in (refusal.faults or {name: refusal.sentence}).items():
                self.demand(field, False, sentence)
            return None

    def demand(self, name: str, holds: object, sentence: str) -> None:
        """Refuse a field where something does not hold; what was refused already is enough."""
        if not holds:
            self.found.setdefault(name, sentence)

    def done(self, guard: str = "") -> None:
        """Raises FaultyFields where there is any; ``guard`` is what a program is told."""
        if self.found:
            raise FaultyFields(self.found, guard or self.guard)


class Fields(Faults):
    """What a form or a body holds, field by field."""

    def __init__(self, data: Mapping):
        super().__init__()
        self.data = data

    def read(self, name: str, clean: Callable[..., str], *limits: int) -> str:
        """What a field holds, cleaned; empty where that is refused, which is noted."""
        return self.take(name, clean, self.data.get(name) or "", *limits) or ""


def note(request, faults: Mapping[str, str]) -> None:
    """Have these faults told at their fields in the page that answers the request."""
    request.other[NOTED] = faults


def noted(request) -> Mapping[str, str]:
    """The faults that were noted; never what a form of that name holds."""
    return request.other.get(NOTED, {})


def marked(page: str, faults: Mapping[str, str], url: str, sent: Mapping) -> str:
    """The page with each fault at its field, in the form that was sent: to ``url``, with ``sent``.

    What the page has marked itself stays as it is.
    """
    found = max(
        (form for form in FORM.finditer(page) if any(_control(form[0], name) for name in faults)),
        key=lambda form: _likeness(form[0], url, sent),
        default=None,
    )
    if found is None:
        return page
    form, before, after = found[0], page[: found.start()], page[found.end() :]
    for name, told in faults.items():
        if f'id="socialhub-{name}-fault"' not in page and _control(form, name):
            id = _attributes(_target(form, name)).get("id") or _free(name, page)
            form = _told(form, name, told, id)
            before = before.replace(f'href="#socialhub-{name}"', f'href="#{id}"')
    return before + form + after


def _told(form, name, told, id):
    target, fault = _target(form, name), f"socialhub-{name}-fault"
    told = api.portal.translate(told) if isinstance(told, Message) else told
    sentence = f'<span class="socialhub-fault" id="{fault}">{escape(told)}</span>'
    form = _insert(form, _place(form, name), sentence)
    known = _attributes(target)
    new = {"id": id, "aria-invalid": "true"}
    new["aria-describedby"] = " ".join(filter(None, (known.get("aria-describedby"), fault)))
    if target.startswith("<fieldset"):
        new["role"] = "radiogroup"
    return form.replace(target, _with(target, new), 1)


def _control(form, name):
    """The first field of a name that a reader sees; None where there is none."""
    for found in CONTROL.finditer(form):
        known = _attributes(found[0])
        if unescape(known.get("name", "")) == name and known.get("type") != "hidden":
            return found
    return None


def _target(form, name):
    """The tag that says what is wrong: a field's, or for one choice of several that of them all."""
    control = _control(form, name)
    if control is None:
        return ""
    is_one_of_several = _attributes(control[0]).get("type") == "radio"
    start = form.rfind("<fieldset", 0, control.start()) if is_one_of_several else -1
    return control[0] if start < 0 else form[start : form.index(">", start) + 1]


def _place(form, name):
    """Where the sentence stands: before the field, or where one is chosen before all of it."""
    start = _control(form, name).start()
    if _attributes(_control(form, name)[0]).get("type") not in CHOSEN:
        return start
    legend, label = form.rfind("</legend>", 0, start), form.rfind("<label", 0, start)
    if legend >= 0 and form.count("<label", legend, start) <= 1:
        return legend + len("</legend>")
    # A label that has been closed is another field's: that of this one follows it.
    return start if "</label>" in form[max(label, 0) : start] or label < 0 else label


def _likeness(form, url, sent):
    """How much a form is like the one that was sent: its address, then what it brings unseen."""
    action = re.split(r"[?#]", unescape(_attributes(form[: form.index(">")]).get("action", "")))[0]
    tags = (_attributes(each[0]) for each in CONTROL.finditer(form))
    unseen = [each for each in tags if each.get("type") == "hidden" and each.get("name") in sent]
    same = sum(str(sent[each["name"]]) == unescape(each.get("value", "")) for each in unseen)
    return action in ("", url), 2 * same - len(unseen)


def _attributes(tag):
    return dict(ATTRIBUTE.findall(tag))


def _with(tag, new):
    """A tag with other values of some attributes."""
    for name in new:
        tag = re.sub(rf'\s{name}="[^"]*"', "", tag)
    told = "".join(f' {name}="{escape(value)}"' for name, value in new.items())
    return re.sub(r"\s*(/?>)$", rf"{told}\1", tag)


def _insert(text, place, words):
    return text[:place] + words + text[place:]


def _free(name, page):
    id = f"socialhub-{name}"
    return f"{id}-field" if f'id="{id}"' in page else id
