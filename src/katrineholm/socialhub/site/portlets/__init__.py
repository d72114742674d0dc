"""Common parts of the add-on's portlets: base classes, fields, forms.

Entry points: ``base.Assignment``, ``base.Renderer``, ``fields``, ``forms.forms_for``. May import
``site.caching`` and ``site.forms``.
"""
