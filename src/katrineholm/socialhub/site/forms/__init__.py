"""Requests, forms, services and their answers, including refusals.

Entry points: ``acts`` (everything that is done by a form), ``act_service`` (the same by a JSON
body), ``schema`` (their fields), ``request``, ``queries`` (query strings and links), ``addresses``
(validators of URLs), ``limits`` (rates), ``retries``, ``refusals.Refusal`` and ``faults.Faults``
(reasons, by field), ``rest_errors``, ``permissions``, ``response``, ``head`` and ``headings``
(titles). May import core.
"""
