A committee's administrations may have their own registrars, archivists, mailbox and diary series, and other authorities do not read what was sent to them.
