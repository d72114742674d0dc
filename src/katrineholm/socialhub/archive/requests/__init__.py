"""Requests for records: what is asked for is gathered, masked where it must be, and given out.

Entry points: ``answering`` (all that is done with a request), ``things.read`` (what can be in one),
``page`` and ``service`` (``@@request`` and ``@requests``). May import core, site, accounts, inbox,
``archive.packing`` and ``archive.searching``. Source: tryckfrihetsförordningen 2 kap. 15–18 §§.
"""
