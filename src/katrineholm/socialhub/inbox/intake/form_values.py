"""The public's forms and receipts as plain values, with all texts, for both frontends."""

from types import SimpleNamespace
from typing import Any

from ... import _
from ...accounts.channels.channel_names import channel_name
from ...accounts.channels.hub import hub_of
from ...site.pages.languages import translated_title
from ...site.pages.page_values import link, page_section
from ...site.settings.registry import municipality_name, setting

REPORT_TEXTS = SimpleNamespace(
    title=_("Report an improper comment"),
    lead=_(
        "Tell us about a comment in ${channel} that breaks the law or our rules. You need not log "
        "in."
    ),
    thanks=_("Thank you for your report"),
    after=(
        _(
            "Whoever answers for the channel looks at the comment, on working days. If it breaks "
            "the law or our rules it is taken down."
        ),
        _(
            "If you suspect a crime you can also report it to the police: call 114 14, or 112 in "
            "an emergency."
        ),
    ),
)
CONTACT_TEXTS = SimpleNamespace(
    title=_("Contact the person responsible"),
    lead=_("Write to whoever answers for ${channel}. What you write is not shown in the channel."),
    thanks=_("Thank you for your message"),
    after=(
        _(
            "Whoever answers for the channel reads your message, on working days. You get an "
            "answer if you have said how we reach you."
        ),
    ),
)


def form_value(view: Any) -> dict:
    """Return a ``form_page.PublicForm`` as plain values, with its texts."""
    entry = {"title": view.entry["title"]} if view.entry else None
    return {
        **view.form(view.act.name, **view.values()),
        "title": view.words.title,
        "lead": _(view.words.lead, mapping={"channel": channel_name(view.facts)}),
        "about": _("About the entry ${title}", mapping=entry) if entry else "",
        "told": _privacy_section(view),
    }


def receipt_value(view: Any) -> dict:
    """Return the receipt of a ``form_page.PublicForm`` as plain values, with the next steps."""
    number, keep = view.receipt, _("Keep the number, and state it if you ask us about this.")
    return {
        "title": view.words.thanks,
        "lead": "",
        "url": view.act.then(view, number),
        "receipt": number,
        "text": _("We have received it. Receipt number: ${receipt}", mapping={"receipt": number}),
        "next": page_section("next", _("What happens next"), *view.words.after, keep),
        "channel": link(view.context.absolute_url(), _("To the channel")),
    }


def _privacy_section(view):
    """Return the information required where personal data are collected (GDPR, article 13)."""
    url, hub_url = view.context.absolute_url(), hub_of(view.context).absolute_url()
    notice = setting("data_protection_url")
    links = (
        (notice, _("How we handle personal data, and what rights you have")),
        (f"{url}/@@about", _("About the channel: its rules and public records")),
        (f"{hub_url}/@@messages-help", _("How incoming messages are handled")),
        (f"{hub_url}/@@personal-data", _("Personal data")),
    )
    return page_section(
        "told",
        _("What happens to what you write"),
        _(
            "It is read by whoever answers for the channel at ${administration}. It becomes a "
            "public record: others may ask to read it, unless it is covered by secrecy. It is "
            "kept and disposed of under the rules for public records.",
            mapping={"administration": translated_title(view.facts.administration)["text"]},
        ),
        _(
            "${controller} is the controller of the personal data that you give. We need it to "
            "answer for the channel, which is a task of public interest (GDPR, article 6.1 e). "
            "It goes to nobody outside the municipality, unless a law says so.",
            mapping={"controller": municipality_name()},
        ),
        links=[link(address, title) for address, title in links if address],
    )
