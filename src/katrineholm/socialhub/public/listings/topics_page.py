"""``@@topics`` on a hub, where the information office names topics."""

from functools import cached_property

from plone.dexterity.content import Container

from ... import _
from ...core.timeline.tags import normal_tag
from ...site.pages.acts import ActPage
from ...site.pages.page_values import link
from ...site.pages.permissions import may_manage_register
from ...site.pages.request import form_text
from .index_search import used_tags
from .query import Query
from .stream import stream_of
from .topic_acts import REMOVE, SAVE, TOPIC_ACTS, ITopic
from .topics import TAG_SIGN, topics_of

MOST_PROPOSED = 12  # tags


def topic_rows(hub: Container) -> list[dict]:
    """Return the topics as plain values, with the number of their entries for the office."""
    is_office = may_manage_register(hub)
    return [
        {
            "@id": topic.link(hub.absolute_url())["@id"],
            "id": topic.id,
            "title": topic.title,
            "english_title": topic.english_title,
            "words": list(topic.words),
            "feed": topic.link(f"{hub.absolute_url()}/@@atom")["@id"],
        }
        | (_count(hub, Query(topic=frozenset({topic.id}), size=0)) if is_office else {})
        for topic in topics_of(hub)
    ]


def _count(hub, query: Query) -> dict:
    found = stream_of(hub, query)
    return {"number": found.total, "is_more": found.found.is_cut}


class TopicsPage(ActPage):
    """The page with a form for each topic, and one for a new topic, perhaps of a tag."""

    title = _("Topics")
    lead = _(
        "A topic collects entries of all channels. Visitors filter by it, follow it and see it on "
        "its entries."
    )
    acts = TOPIC_ACTS

    @cached_property
    def rows(self) -> list[dict]:
        """The topics with their forms."""
        return [self._row(each) for each in topic_rows(self.context)]

    def new_form(self) -> dict:
        """Return the form of a new topic; a tag in the URL is its first word."""
        tag = normal_tag(form_text(self.request.form, "tag"))
        title = tag.replace("-", " ").capitalize()
        return self.form(SAVE.name, of="new", id="", title=title, words=[tag and f"#{tag}"])

    def proposals(self) -> list[dict]:
        """Return links to make topics of the tags that most entries have."""
        named = {normal_tag(word) for topic in topics_of(self.context) for word in topic.words}
        tags = [each for each in used_tags(self.context, 2 * MOST_PROPOSED) if each not in named]
        queries = {each: Query(tag=frozenset({each}), size=0) for each in tags}
        rows = [{"tag": each} | _count(self.context, queries[each]) for each in tags]
        rows.sort(key=lambda row: -row["number"])
        return [
            link(f"{self.url}?tag={row['tag']}#socialhub-new", f"{TAG_SIGN}{row['tag']}")
            | {"number": row["number"]}
            for row in rows[:MOST_PROPOSED]
            if row["number"]
        ]

    def _row(self, row):
        name, number = row["id"], {"number": row["number"]}
        form = self.form(SAVE.name, of=name, **{each: row[each] for each in ITopic})
        removal = self.form(REMOVE.name, of=name, look="danger", id=name)
        text = _("More than ${number} entries") if row["is_more"] else _("${number} entries")
        return row | {
            "form": form,
            "removal": removal,
            "text": _(text, mapping=number),
            "is_open": any(each["fault"] for each in form["fields"] + removal["fields"]) or None,
        }
