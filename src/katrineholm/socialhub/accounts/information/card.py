"""The facts for a channel's information text, and which of them are missing."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _


@dataclass(frozen=True, slots=True)
class Card:
    """Public facts about a channel; an unknown one is an empty string.

    ``state`` is the workflow's; ``closed_on`` a formatted day; ``own_rules`` are the active ones;
    ``own_service`` is true if the municipality runs the service itself; ``name`` is the title with
    the channel's service.
    """

    title: str
    platform: str
    service: str
    administration: str
    municipality: str
    purpose: str = ""
    audience: str = ""
    email: str = ""
    phone: str = ""
    contact_url: str = ""
    dialogue: bool = True
    own_rules: tuple[str, ...] = ()
    data_protection_url: str = ""
    own_service: bool = False
    page_url: str = ""
    state: str = "official"
    closed_on: str = ""
    name: str = ""


def is_web_url(url: str) -> bool:
    """Return whether a URL may be a link: it is http or https, no script or file."""
    return url.startswith(("https://", "http://"))


def missing_facts(card: Card) -> list[Message]:
    """Return the checklist of legal information (A25): a sentence for each missing fact.

    The sentences name the form's fields and the remedy.
    """
    return [sentence for is_there, sentence in _checklist(card) if not is_there]


def _checklist(card):
    """Return (is there, remedy) in the order of the information text: G2, G7, TF, G9, GDPR 13."""
    return (
        (card.administration, _("The administration has no title: give it one.")),
        (
            card.municipality,
            _("The municipality's name is missing: state it in the add-on's settings."),
        ),
        (
            card.email or card.phone,
            _(
                "Official e-mail and phone are missing: state at least one of them on the channel "
                "or on its administration."
            ),
        ),
        (card.purpose.strip(), _("Purpose is missing: say in a sentence what the channel is for.")),
        (
            is_web_url(card.page_url),
            _(
                "The channel has no public page, so neither the notice on public records nor the "
                "comment rules are shown to anyone: make the channel official."
            ),
        ),
        (
            is_web_url(card.data_protection_url),
            _(
                "The link to data protection is missing: state in the add-on's settings where the "
                "municipality informs about personal data."
            ),
        ),
    )
