"""The information on personal data of visitors and writers: controller, purpose and duration.

Sources: GDPR, articles 6, 13 and 14; row K10. Everything follows from the code and the settings.
"""

from dataclasses import dataclass

from ... import _
from ...site.pages.page_values import link
from .section import text_section, with_values

AUTHORITY = "https://www.imy.se"


@dataclass(frozen=True, slots=True)
class PersonalDataRules:
    """The settings that decide the information on personal data in a hub.

    ``kept_days`` is the minimum for closed messages. ``is_counted`` is true if the site runs web
    statistics. ``periods`` are sentences on the other retention periods.
    """

    municipality: str
    kept_days: int
    reads_comments: bool
    is_counted: bool = False
    email: str = ""
    url: str = ""
    periods: tuple[str, ...] = ()


def personal_data_sections(rules: PersonalDataRules) -> list[dict]:
    """Return the sections of the information on personal data."""
    return [_who(rules), _visitors(rules), _entries(rules), _messages(rules), _rights(rules)]


def _who(rules):
    text = _(
        "${municipality} is the controller of the personal data that is handled here. It is "
        "handled because it is needed for a task of public interest: to inform, to answer and to "
        "keep public records (GDPR, article 6.1 e and 6.1 c)."
    )
    links = [link(f"mailto:{rules.email}", rules.email)] if rules.email else []
    if rules.url:
        links.append(link(rules.url, _("How we handle personal data, and what rights you have")))
    paragraph = with_values(text, municipality=rules.municipality)
    return text_section("who", _("Who is responsible?"), paragraph, links=links)


def _visitors(rules):
    paragraphs = [
        _(
            "You need not log in. Pictures are shown from our own server, so the services learn "
            "nothing of you until you follow a link to them or start a film."
        ),
        _(
            "When you ask whether an account is ours, what you write is not kept, and nobody else "
            "is asked."
        ),
        _(
            "If you follow something by e-mail, your address is stored encrypted, with what you "
            "follow, as long as you want the mails: you have agreed to it (GDPR, article 6.1 a). "
            "It is used for nothing else, is in no package for the archive, and is erased when "
            "you stop, or two days after you asked if you do not confirm. Nothing in the mails "
            "shows whether you read them."
        ),
        _(
            "The server notes each request in a log with the address that it came from, so that "
            "faults and misuse can be found."
        ),
    ]
    if not rules.is_counted:
        paragraphs.append(_("No program counts or follows what you read."))
    return text_section("visitors", _("When you only read"), *paragraphs)


def _entries(rules):
    paragraphs: tuple[str, ...] = (
        _(
            "What our channels publish is retrieved and kept here with names, words and pictures. "
            "It is a public record from the moment it is retrieved, also when it is not shown any "
            "more."
        ),
        _(
            "If you are named or shown in an entry and want it taken away, write to us or to the "
            "one who answers for the channel."
        ),
    )
    so_long = _("So long it is kept, and then disposed of by decision:")
    if rules.periods:
        paragraphs = (*paragraphs, so_long)
    heading = _("What our channels publish")
    return text_section("entries", heading, *paragraphs, items=rules.periods)


def _messages(rules):
    kept = _(
        "Closed messages are kept for at least ${days} days. After that they are disposed of, if "
        "there is a decision on it; what is registered is kept as long as its case."
    )
    paragraphs = [
        _(
            "What you write in a form here, or in a channel, is read by those who answer for the "
            "channel. It becomes a public record: others may ask to read it, unless it is covered "
            "by secrecy."
        ),
        with_values(kept, days=str(rules.kept_days)),
        _(
            "To stop floods, the forms count how much is sent from one place. No address is kept "
            "for it, only a mark that is gone after an hour."
        ),
    ]
    if rules.reads_comments:
        paragraphs.insert(
            1,
            _(
                "Comments on our entries are retrieved from some services, with the names that "
                "stand there, so that they can be answered and so that improper ones are taken "
                "away."
            ),
        )
    return text_section("messages", _("When you write to us"), *paragraphs)


def _rights(rules):
    paragraphs = (
        _(
            "You have the right to know what we have about you, and to have what is wrong put "
            "right. Public records can be erased only as far as the law on archives allows it."
        ),
        _("If you are not content with how we handle your data, complain to the authority."),
    )
    links = (link(AUTHORITY, _("The Swedish Authority for Privacy Protection")),)
    return text_section("rights", _("Your rights"), *paragraphs, links=links)
