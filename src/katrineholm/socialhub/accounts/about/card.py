"""The facts that a channel's information text is written from, and which of them are lacking."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _


@dataclass(frozen=True, slots=True)
class Card:
    """What the public is told of a channel; the empty string stands for what is not known.

    ``state`` is the workflow's; ``closed_on`` a day in words; ``own_rules`` are those in force;
    ``own_service`` is true where the municipality runs the service itself; ``name`` is the title
    with the service that the channel is on.
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


def is_web(url: str) -> bool:
    """Whether an address may stand as a link: it is one of the web, not of a script or a file."""
    return url.startswith(("https://", "http://"))


def missing(card: Card) -> list[Message]:
    """The checklist of legal information (A25): a sentence for each fact that is lacking.

    The sentences name the form's fields and say what to do.
    """
    return [sentence for is_there, sentence in _demands(card) if not is_there]


def _demands(card):
    """(is there, what to do) in the order of the information text: G2, G7, TF, G9, GDPR 13."""
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
            is_web(card.page_url),
            _(
                "The channel has no public page, so neither the notice on public records nor the "
                "comment rules are shown to anyone: make the channel official."
            ),
        ),
        (
            is_web(card.data_protection_url),
            _(
                "The link to data protection is missing: state in the add-on's settings where the "
                "municipality informs about personal data."
            ),
        ),
    )
