"""Lists over plone.restapi, whole or a page at a time."""

from plone.restapi.batching import HypermediaBatch


def whole(context, name: str, items: list[dict]) -> dict:
    """A short list as the answer of the service of a name."""
    url = f"{context.absolute_url()}/{name}"
    return {"@id": url, "items": items, "items_total": len(items)}


def page_of(request, items: list[dict], start: int, size: int, total: int) -> dict:
    """A page of a list as an answer, with the addresses of its neighbours where there are any."""
    # The batch reads the page from the request: it is to be the one that was asked for.
    request.form.update(b_start=start, b_size=size)
    batch = HypermediaBatch(request, range(total))
    answer = {"@id": batch.canonical_url, "items": items, "items_total": total}
    return {**answer, "batching": batch.links} if batch.links else answer
