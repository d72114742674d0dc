"""Adding and editing channels, in forms and over REST, and probing their URLs.

Entry points: ``form``, ``service``, ``probe.probe``, ``preview.preview``, ``adding.may_add``. May
import channels, judging, people, core, ``site.forms``, ``site.settings``.
"""
