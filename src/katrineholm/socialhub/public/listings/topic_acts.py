"""The acts by which the information office adds, changes and removes topics."""

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface
from zope.schema import Bool

from ... import _, logger
from ...core.timeline.tags import normal_tag
from ...site.pages.acts import Act, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, ValueList
from ...site.pages.refusals import Refusal
from ...site.pages.text_checks import has_words
from .topics import Topic, delete_topic, store_topic, topic_clause, topics_of

MOST, MOST_WORDS = 50, 100
LONGEST = 80
GONE = _("There is no such topic any more.")
ASCII = str.maketrans("åäö", "aao")


def clean_title(text: str, longest: int) -> str:
    """Return a title without surrounding spaces. Raise Refusal if it is too long or no word."""
    if len(text) > longest:
        raise Refusal(_("Write at most ${longest} characters.", mapping={"longest": str(longest)}))
    if text.strip() and not has_words(text):
        raise Refusal(_("Write a name in letters."))
    return text.strip()


def clean_word(text: str, longest: int) -> str:
    """Return a word of a topic. Raise Refusal if it is too long or could find nothing."""
    if len(text) > longest:
        raise Refusal(_("A line may have at most ${most} characters.", mapping={"most": longest}))
    if text.strip() and not topic_clause(Topic("", "", (text,))).ways:
        raise Refusal(_("There is no word in “${line}”.", mapping={"line": text.strip()}))
    return text.strip()


class ITopicId(Interface):
    """The form field that identifies a topic, empty for a new one."""

    id = Line(title=_("The topic's id"), required=False)
    widget("id", type="hidden")


class ITopic(ITopicId):
    """The form fields of a topic."""

    title = Line(title=_("Name"), max_length=LONGEST, clean=clean_title)
    english_title = Line(
        title=_("Name in English"), max_length=LONGEST, required=False, clean=clean_title
    )
    words = ValueList(
        title=_("Words and tags"),
        description=_(
            "One on each line. A word finds its other forms, förskol* all that begins so, #jobb "
            "only the tag. An entry belongs to the topic if it has any of them."
        ),
        value_type=Line(max_length=LONGEST, required=False, clean=clean_word),
        demand=_("Write at least one word or one tag."),
    )
    widget("words", rows=6)


class IRemoval(ITopicId):
    """The form fields to remove a topic."""

    confirmed = Bool(title=_("Yes, the topic is to be removed"), required=False)


def save(hub: Container, given: dict) -> Topic:
    """Store a new or changed topic and return it. Raise Refusal or FaultyFields."""
    others = {each.id: each for each in topics_of(hub) if each.id != given["id"]}
    if given["id"]:
        _existing(hub, given["id"])
    elif len(others) >= MOST:
        raise Refusal(_("There are ${most} topics already.", mapping={"most": MOST}))
    faults, title = FormFaults(), given["title"]
    is_new = all(title.casefold() != each.title.casefold() for each in others.values())
    faults.require("title", is_new, _("There is a topic with this name already."))
    too_many = _("Write at most ${most} lines.", mapping={"most": MOST_WORDS})
    faults.require("words", len(given["words"]) <= MOST_WORDS, too_many)
    faults.raise_faults()
    own_id = given["id"] or _new_id(title, others)
    topic = Topic(own_id, title, tuple(given["words"]), given["english_title"])
    store_topic(hub, topic)
    logger.info("Topic %s is stored", topic.id)
    return topic


def remove(hub: Container, given: dict) -> Topic:
    """Remove a topic and return it. Raise Refusal or FaultyFields."""
    topic = _existing(hub, given["id"])
    faults = FormFaults()
    faults.require("confirmed", given["confirmed"], _("Tick that it is to be removed."))
    faults.raise_faults()
    delete_topic(hub, topic.id)
    logger.info("Topic %s is removed", topic.id)
    return topic


def _existing(hub, topic_id) -> Topic:
    for topic in topics_of(hub):
        if topic.id == topic_id:
            return topic
    raise Refusal(GONE)


def _new_id(title, others) -> str:
    name = normal_tag(title).translate(ASCII)
    names = (name, *(f"{name}-{number}" for number in range(2, len(others) + 2)))
    return next(each for each in names if each not in others)


SAVE = Act(
    "save",
    lambda at, given: save(at.context, given),
    lambda topic: _("The topic ${topic} is saved.", mapping={"topic": topic.title}),
    title=_("Save the topic"),
    fields=ITopic,
)
REMOVE = Act(
    "remove",
    lambda at, given: remove(at.context, given),
    lambda topic: _("The topic ${topic} is removed.", mapping={"topic": topic.title}),
    title=_("Remove the topic"),
    fields=IRemoval,
)
TOPIC_ACTS = acts(SAVE, REMOVE)
