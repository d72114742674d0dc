"""What plone.restapi finds wrong with what was sent, in one sentence."""


def in_one_sentence(refusal) -> str:
    """The sentence of a BadRequest that may hold a list of faults."""
    faults = refusal.args[0]
    if isinstance(faults, str):
        return faults
    return " ".join(_fault(fault) for fault in faults)


def _fault(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]
