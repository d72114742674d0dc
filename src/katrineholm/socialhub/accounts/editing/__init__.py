"""How a channel is added and edited, in the form and over REST, and what is at its address.

Entry points: ``form``, ``service``, ``probe.probe``, ``preview.preview``, ``adding.may_add``.
May import channels, judging, people, core, ``site.forms``, ``site.settings``.
"""
