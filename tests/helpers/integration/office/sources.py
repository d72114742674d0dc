"""What the tests of ``office/board`` share."""

DESCRIPTION = {
    "form": "page",
    "items": "article",
    "title": "h2",
    "text": ".lead",
    "published": "time",
}
