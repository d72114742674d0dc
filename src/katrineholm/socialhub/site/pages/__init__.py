"""The parts that pages, forms and services share, such as caches, portlets and parser processes.

Open to others: ``acts`` (what forms and services do), ``form_schema`` (the fields of acts),
``page_values`` (a page as one value), and the macros, by view name. May import core.
"""
