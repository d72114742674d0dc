"""The public's forms and receipts as plain values, made of their own pages' views."""

from ... import _
from ...site.forms.plain import link
from .page import ContactView, PublicForm, ReportView

REQUIRED = _("(required)")


def page(view: PublicForm) -> dict:
    """The receipt where the address names one, else the form."""
    return _receipt(view) if view.receipt else _form(view)


def _form(view):
    told = _report(view) if isinstance(view, ReportView) else _contact(view)
    return {
        **told,
        "url": f"{view.context.absolute_url()}/{view.name}",
        "required": REQUIRED,
        "about": _about(view),
        "trap": {"name": view.trap, "label": _("Leave this field empty")},
        "told": _told(view),
    }


def _report(view: ReportView):
    return {
        "title": _("Report an improper comment"),
        "lead": _(
            "Tell us about a comment in ${channel} that breaks the law or our rules. You need not "
            "log in.",
            mapping={"channel": view.channel()},
        ),
        "fields": [
            _field(
                view,
                "address",
                _("The comment's address"),
                _(
                    "Copy it where the comment is, often under its date or its menu. If you find "
                    "none, copy the address of the post, and tell below which comment it is."
                ),
                required=True,
                inputmode="url",
                value=view.address(),
            ),
            _reason(view),
            _field(view, "text", _("What is wrong with it"), required=True, rows=4),
            _field(
                view,
                "quote",
                _("What the comment says"),
                _(
                    "Copy its words, so that we find the right one: there may be many at one "
                    "address."
                ),
                rows=3,
            ),
            _field(
                view,
                "author",
                _("Who wrote the comment"),
                _("The name that stands there. Fill it in above all if the comment has no words."),
            ),
            _contact_field(view),
            *_entry(view),
        ],
        "button": _("Send the report"),
    }


def _contact(view: ContactView):
    return {
        "title": _("Contact the person responsible"),
        "lead": _(
            "Write to whoever answers for ${channel}. What you write is not shown in the channel.",
            mapping={"channel": view.channel()},
        ),
        "fields": [
            _field(view, "subject", _("Subject"), required=True),
            _field(view, "text", _("Message"), required=True, rows=8),
            _field(view, "name", _("Your name"), autocomplete="name"),
            _contact_field(view),
            *_entry(view),
        ],
        "button": _("Send the message"),
    }


def _field(view, name, title, help="", *, required=False, rows=0, **more):
    """A field; ``rows`` where it has several lines, ``more`` what differs from a plain one."""
    return {
        "name": name,
        "title": title,
        "help": help,
        "type": "textarea" if rows else "text",
        "required": required,
        "longest": view.longest.get(name),
        "rows": rows or None,
        "value": "",
        "options": [],
        "autocomplete": "off",
        "inputmode": "text",
        **more,
    }


def _reason(view):
    options = [
        {"value": each["code"], "title": each["text"], "selected": False} for each in view.reasons()
    ]
    title = _("The comment contains")
    return _field(view, "reason", title, required=True, type="radio", options=options)


def _contact_field(view):
    help = _("Only if you want an answer. You need not say who you are.")
    title = _("Your e-mail or phone number")
    return _field(view, "contact", title, help, autocomplete="email")


def _entry(view):
    """The entry that the form is about goes along, unseen."""
    if view.entry:
        yield _field(view, "entry", "", type="hidden", value=view.entry["id"])


def _about(view):
    entry = {"title": view.entry["title"]} if view.entry else None
    return _("About the entry ${title}", mapping=entry) if entry else ""


def _told(view):
    """What the law wants told where personal data is collected (GDPR, article 13)."""
    url, hub_url = view.context.absolute_url(), view.hub_url()
    links = (
        (view.data_protection(), _("How we handle personal data, and what rights you have")),
        (f"{url}/@@about", _("About the channel: its rules and public records")),
        (f"{hub_url}/@@messages-help", _("How incoming messages are handled")),
        (f"{hub_url}/@@personal-data", _("Personal data")),
    )
    return {
        "title": _("What happens to what you write"),
        "texts": [
            _(
                "It is read by whoever answers for the channel at ${administration}. It becomes a "
                "public record: others may ask to read it, unless it is covered by secrecy. It is "
                "kept and disposed of under the rules for public records.",
                mapping={"administration": view.facts.administration.title},
            ),
            _(
                "${controller} is the controller of the personal data that you give. We need it to "
                "answer for the channel, which is a task of public interest (GDPR, article 6.1 e). "
                "It goes to nobody outside the municipality, unless a law says so.",
                mapping={"controller": view.municipality()},
            ),
        ],
        "links": [link(address, title) for address, title in links if address],
    }


def _receipt(view):
    after = _after_report() if view.is_report else _after_message()
    keep = _("Keep the number, and state it if you ask us about this.")
    received = _(
        "We have received it. Receipt number: ${receipt}", mapping={"receipt": view.receipt}
    )
    return {
        "title": after["title"],
        "url": view.receipt_url(view.receipt),
        "receipt": view.receipt,
        "text": received,
        "next": {"title": _("What happens next"), "texts": [*after["texts"], keep]},
        "channel": link(view.context.absolute_url(), _("To the channel")),
    }


def _after_report():
    return {
        "title": _("Thank you for your report"),
        "texts": [
            _(
                "Whoever answers for the channel looks at the comment, on working days. If it "
                "breaks the law or our rules it is taken down."
            ),
            _(
                "If you suspect a crime you can also report it to the police: call 114 14, or 112 "
                "in an emergency."
            ),
        ],
    }


def _after_message():
    return {
        "title": _("Thank you for your message"),
        "texts": [
            _(
                "Whoever answers for the channel reads your message, on working days. You get an "
                "answer if you have said how we reach you."
            )
        ],
    }
