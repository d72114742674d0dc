"""What every form, service and address asks of what people send, and how it says no.

Entry points: ``acts`` (all that is done by a form), ``act_service`` (the same by a body),
``schema`` (their fields), ``request.text``, ``queries`` (what an address asks for,
and its links), ``addresses`` (what may be asked), ``limits`` (how often), ``retries``,
``refusals.Refusal`` (what cannot be done, and why), ``faults.Faults`` (all that is wrong with a
form, at its fields), ``rest_errors`` (the same to a program), ``permissions`` (each by its name),
``response.serve``, ``head``, ``headings`` (how each page is titled). May import core.
"""
