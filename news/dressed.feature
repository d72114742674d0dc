Mails come dressed in the graphic profile, beside the plain text.
