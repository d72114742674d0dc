"""The common parts of pages, forms and services: requests, caches, portlets, parser processes.

Open to others: ``acts`` (a form and a service as one row), ``form_schema`` (the fields of acts) and
``page_values`` (a page as one value); its macros, by view name. May import core.
"""
